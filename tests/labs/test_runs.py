"""From a lesson into a lab, and from there into evidence."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Attempt, Evidence, EvidenceKind
from courses.queries import sitting_in
from gamification.models import Mastery
from labs.contract import Refused
from labs.models import Run
from labs.queries import desk_of
from labs.services import begin, keep_lab
from tests.labs import making
from tests.labs.making import BLOCK, EDGY, RIGHT, decided, sent

WRONG = ("harmful",) * 4


def posted(browser, run, *calls, **more):
    return browser.post(reverse("labs:desk", args=[run.pk]), sent(**decided(*calls), **more))


def test_a_lesson_leads_to_its_lab_and_the_lab_leads_back(browser, lab_module, learner):
    browser.post(reverse("courses:start", args=[lab_module.slug]))
    step = browser.get(reverse("courses:step", args=[lab_module.slug, 2]))
    front = reverse("labs:front", args=[lab_module.slug, BLOCK])
    assert f'href="{front}"' in step.text
    assert not Run.objects.exists()
    opened = browser.post(front)
    run = Run.objects.get(user=learner)
    assert opened.url == reverse("labs:desk", args=[run.pk])
    assert front in browser.get(opened.url).text
    assert reverse("courses:step", args=[lab_module.slug, 2]) in browser.get(front).text


def test_what_is_handed_in_is_evidence_of_a_labs_weight_that_moves_mastery(browser, run, learner):
    assert posted(browser, run, *RIGHT).status_code == 302
    evidence = Evidence.objects.get(user=learner)
    assert (evidence.kind, evidence.weight, evidence.correct) == (EvidenceKind.LAB, 3.0, True)
    assert (evidence.block_id, evidence.context, evidence.rule) == (BLOCK, "a lamp", "edgy/1")
    assert evidence.competencies == {"prompt-craft": 1.0}
    assert evidence.response == {"run": str(run.pk)}
    run.refresh_from_db()
    assert run.passed and run.score == 1.0 and run.submissions.get().evidence == evidence
    assert Mastery.objects.get(user=learner).competency == "prompt-craft"


def test_a_lab_that_is_not_passed_is_evidence_too_and_lowers_what_passing_raises(
    browser, run, learner, outsider, lab_module, signed_in
):
    posted(browser, run, *RIGHT)
    posted(signed_in(outsider), making.run_in(lab_module, outsider), *WRONG)
    passed, failed = (Evidence.objects.get(user=one) for one in (learner, outsider))
    assert passed.correct and not failed.correct
    ability = {row.user_id: row.mean for row in Mastery.objects.all()}
    assert ability[learner.pk] > 0 > ability[outsider.pk]


def test_why_somebody_stands_where_they_stand_names_the_lab(browser, run):
    posted(browser, run, *RIGHT)
    page = browser.get(reverse("reports:why", args=["prompt-craft"]))
    assert run.lab.title in page.text


def test_what_a_lab_moved_is_told_beside_its_result(browser, run, learner):
    posted(browser, run, *RIGHT)
    moved = reverse("gamification:moved", args=[run.module.slug])
    assert moved in browser.get(reverse("labs:desk", args=[run.pk])).text
    assert "Prompt craft" in browser.get(moved).text
    Attempt.objects.update(started_at=timezone.now())
    assert "Nothing yet" in browser.get(moved).text


def test_a_passed_lab_finishes_the_screen_that_waits_for_it(browser, run, lab_module):
    assert sitting_in(run.user, lab_module.slug).passed == frozenset()
    posted(browser, run, *RIGHT)
    assert BLOCK in sitting_in(run.user, lab_module.slug).passed


def test_a_form_that_is_sent_twice_is_kept_once(browser, run, learner):
    form = sent(**decided(*RIGHT))
    url = reverse("labs:desk", args=[run.pk])
    assert browser.post(url, form).status_code == browser.post(url, form).status_code == 302
    assert run.submissions.count() == Evidence.objects.filter(user=learner).count() == 1


def test_a_page_says_which_forms_the_server_has_and_never_one_it_refused(browser, run):
    desk = reverse("labs:desk", args=[run.pk])
    refused, kept = sent(**decided(*RIGHT) | {"why-0": ""}), sent(**decided(*RIGHT))
    assert browser.post(desk, refused).status_code == 422
    browser.post(desk, kept)
    page = browser.get(desk).text
    assert f'data-taken="{kept["client_key"]}"' in page and refused["client_key"] not in page


def test_what_is_handed_in_stays_as_it_is(browser, run):
    posted(browser, run, *WRONG)
    answer = posted(browser, run, *RIGHT)
    assert answer.status_code == 409
    assert "handed in already" in answer.text
    assert run.submissions.get().passed is False


def test_a_lab_is_done_again_as_a_new_run_that_counts_less(browser, run, learner, monkeypatch):
    posted(browser, run, *WRONG)
    again = browser.post(reverse("labs:again", args=[run.pk]))
    second = Run.objects.exclude(pk=run.pk).get(user=learner)
    assert again.url == reverse("labs:desk", args=[second.pk]) and second.number == 2
    posted(browser, second, *RIGHT)
    assert [row.weight for row in Evidence.objects.filter(user=learner)] == [3.0, 1.5]
    front = browser.get(reverse("labs:front", args=[run.module.slug, BLOCK]))
    assert front.text.count("Not passed") == 1 and "Do it again" in front.text


def test_a_lab_whose_key_was_seen_in_another_lesson_counts_half(browser, run, learner, author, course):
    posted(browser, run, *RIGHT)
    other = making.run_in(making.module_with(run.lab, author=author, course=course, slug="other"), learner)
    posted(browser, other, *RIGHT)
    first, second = Evidence.objects.filter(user=learner).order_by("pk")
    assert (first.weight, first.hinted) == (3.0, False)
    assert (second.weight, second.hinted) == (1.5, True)


def test_a_run_goes_on_with_the_lab_as_it_was_when_it_began(browser, run):
    keep_lab(slug="lamp", kind="edgy_or_harmful", task=EDGY | {"guideline": "Changed since."})
    assert "Changed since." not in browser.get(reverse("labs:desk", args=[run.pk])).text
    assert desk_of(run).task["guideline"] == "Power may be mocked."
    posted(browser, run, *RIGHT)
    browser.post(reverse("labs:again", args=[run.pk]))
    newest = Run.objects.get(number=2)
    assert "Changed since." in browser.get(reverse("labs:desk", args=[newest.pk])).text


def test_two_beginnings_open_one_run(run, learner, lab_module):
    assert making.run_in(lab_module, learner) == run


def test_incomplete_work_is_refused_and_nothing_of_it_is_lost(browser, run):
    form = decided(*RIGHT)
    del form["sure-1"]
    answer = browser.post(reverse("labs:desk", args=[run.pk]), sent(**form))
    assert answer.status_code == 422
    assert "Case 2: choose a call" in answer.text
    assert answer.text.count("Because of the target.") == 4
    assert not run.submissions.exists()


def test_a_character_that_databases_refuse_is_left_out(browser, run):
    form = decided(*RIGHT) | {"why-0": "Because of the\0 target."}
    assert browser.post(reverse("labs:desk", args=[run.pk]), sent(**form)).status_code == 302
    assert run.submissions.get().work["decisions"][0]["why"] == "Because of the target."


@pytest.mark.parametrize("key", ["", "no-key"])
def test_a_form_without_its_key_is_refused(browser, run, key):
    answer = browser.post(reverse("labs:desk", args=[run.pk]), decided(*RIGHT) | {"client_key": key})
    assert answer.status_code == 422 and "without its key" in answer.text


def test_somebody_elses_run_is_not_there(run, outsider, manager, ld_admin, signed_in):
    for person in (outsider, manager, ld_admin):
        client = signed_in(person)
        for address in (reverse("labs:desk", args=[run.pk]), reverse("labs:again", args=[run.pk])):
            assert client.get(address).status_code == client.post(address, sent()).status_code == 404


def test_a_lab_is_open_from_a_lesson_one_is_in_and_from_no_other_address(browser, lab_module, lab):
    front = reverse("labs:front", args=[lab_module.slug, BLOCK])
    assert browser.get(front).status_code == 404  # the lesson was never begun
    browser.post(reverse("courses:start", args=[lab_module.slug]))
    assert browser.get(front).status_code == 200
    assert browser.get(reverse("labs:front", args=[lab_module.slug, "no-such-block"])).status_code == 404
    lab.unpublish()
    assert browser.get(front).status_code == browser.post(front).status_code == 404


def test_a_run_closes_with_its_lesson(browser, run):
    run.module.unpublish()
    assert browser.get(reverse("labs:desk", args=[run.pk])).status_code == 404
    assert posted(browser, run, *RIGHT).status_code == 404


def test_an_author_tries_the_newest_draft_and_it_is_no_evidence(signed_in, author, browser, lab):
    lab.introduction = "As I would like it."
    lab.save_revision()
    trial = reverse("labs:trial", args=[lab.slug])
    assert browser.get(trial).status_code == browser.post(trial).status_code == 404
    client = signed_in(author)
    assert "As I would like it." in client.get(trial).text
    client.post(trial)
    run = Run.objects.get(user=author)
    posted(client, run, *RIGHT)
    run.refresh_from_db()
    assert run.passed and not Evidence.objects.exists()


def test_the_list_of_labs_has_ones_own(browser, run, signed_in, outsider):
    assert run.lab.title in browser.get(reverse("labs:index")).text
    assert "have not been in a lab yet" in signed_in(outsider).get(reverse("labs:index")).text


def test_work_that_fails_halfway_leaves_the_run_open(run, monkeypatch):
    monkeypatch.setattr("labs.services.runs.record_lab", lambda **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        making.hand_in(run)
    run.refresh_from_db()
    assert not run.is_finished and not run.submissions.exists()


def test_a_lab_of_another_type_or_without_a_task_is_refused(db):
    with pytest.raises(Refused, match="There is no type of lab “nothing”"):
        making.lab(kind="nothing")
    with pytest.raises(Refused, match="Lab “lamp”"):
        making.lab(task={"guideline": "", "cases": [], "to_pass": 75})


def test_keeping_the_same_lab_again_makes_no_revision(lab):
    before = lab.latest_revision_id
    assert making.lab().latest_revision_id == before
    assert making.lab(title="Another").latest_revision_id != before


def test_begin_of_an_author_is_on_the_latest_revision(author, lab):
    lab.save_revision()
    lab.refresh_from_db()
    assert begin(user=author, lab=lab, place=None).revision_id == lab.latest_revision_id
