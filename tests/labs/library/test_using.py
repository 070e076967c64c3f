"""Prompts are taken up in labs, reviewed by others, and versions checked against a project's language."""

import pytest
from django.urls import reverse

from labs.models import PromptReview, Reuse
from labs.queries import prompt_seen
from tests.labs import making as labs
from tests.labs.library import making
from tests.labs.prompt import desk


@pytest.fixture
def use(browser, prompt):
    def posted(run_id, **form):
        address = reverse("labs:library_use", args=[prompt.pk])
        return browser.post(address, labs.sent(run=str(run_id), **form))

    return posted


@pytest.fixture
def review(signed_in, prompt):
    def posted(person, verdict="adjust", reason=making.REASON, **form):
        address = reverse("labs:library_review", args=[prompt.pk])
        return signed_in(person).post(address, labs.sent(verdict=verdict, reason=reason, **form))

    return posted


def test_a_run_begins_with_its_words_and_is_counted_once(use, run, prompt, browser, learner):
    desk.check(run, desk.SOME)
    answer = use(run.pk)
    assert answer.url == reverse("labs:library_begin", args=[run.pk, prompt.pk]) + "#write"
    page = browser.get(answer.url).text
    assert f">{desk.ALL}</textarea>" in page and "It begins with “A tired cook” from the library" in page
    use(run.pk)
    assert Reuse.objects.get().user == learner
    assert prompt_seen(learner, prompt.pk).reused == 1
    assert "Used 1 time." in browser.get(reverse("labs:library_prompt", args=[prompt.pk])).text


def test_it_is_used_in_an_open_run_of_ones_own(use, run, prompt, lab_of_somebody_else):
    assert use(lab_of_somebody_else.pk).status_code == 404
    assert "Choose the lab to use it in" in use("nothing").text
    desk.check(run, desk.SOME)
    desk.hand_in(run, 1)
    assert use(run.pk).status_code == 422
    assert not Reuse.objects.exists()


def test_a_lab_whose_lesson_is_closed_is_not_offered(run, prompt, browser):
    address = reverse("labs:library_prompt", args=[prompt.pk])
    assert str(run.pk) in browser.get(address).text
    run.module.unpublish()
    page = browser.get(address).text
    assert str(run.pk) not in page and "You have no prompt lab open" in page


@pytest.fixture
def lab_of_somebody_else(run, manager):
    return labs.run_in(run.module, manager)


def test_the_desk_leads_to_the_library_and_back(browser, run, prompt):
    there = f"{reverse('labs:library')}?run={run.pk}"
    assert there in browser.get(reverse("labs:desk", args=[run.pk])).text
    page = browser.get(there).text
    assert "You are looking for a prompt" in page
    assert f"{reverse('labs:library_prompt', args=[prompt.pk])}?run={run.pk}" in page
    assert "You are looking" not in browser.get(reverse("labs:library"), {"run": "nothing"}).text


def test_words_one_may_not_see_begin_nothing(prompt, signed_in, lab_of_somebody_else, manager):
    address = reverse("labs:library_begin", args=[lab_of_somebody_else.pk, prompt.pk])
    assert signed_in(manager).get(address).status_code == 404


def test_somebody_else_of_the_project_reviews_it_and_the_last_counts(review, reviewer, browser, prompt):
    review(reviewer, "reject", note="Too dark.")
    review(reviewer, "accept", note="Now it is.")
    page = browser.get(reverse("labs:library_prompt", args=[prompt.pk])).text
    assert "Ruth Adeyemi: <strong>Accept</strong>" in page and "Too dark." not in page
    assert PromptReview.objects.count() == 2


def test_a_review_is_kept_once(signed_in, reviewer, prompt):
    form = labs.sent(verdict="accept", reason=making.REASON)
    for _ in range(2):
        signed_in(reviewer).post(reverse("labs:library_review", args=[prompt.pk]), form)
    assert PromptReview.objects.count() == 1


def test_nobody_reviews_their_own_or_from_outside(review, learner, ld_admin):
    assert "Somebody else of the project" in review(learner).text
    assert "Members of its project review" in review(ld_admin).text
    assert not PromptReview.objects.exists()


@pytest.mark.parametrize("said", [{"verdict": "burn"}, {"reason": "Because I can"}, {"note": "x" * 601}])
def test_a_review_has_a_verdict_and_a_reason_and_loses_nothing(said, review, reviewer):
    answer = review(reviewer, **{"note": "Too dark."} | said)
    assert answer.status_code == 422 and not PromptReview.objects.exists()
    assert f"{said.get('note', 'Too dark.')}</textarea>" in answer.text


def test_an_archive_is_read_and_used_and_nothing_else(prompt, project, review, reviewer, browser, use, run):
    project.live = False
    project.save()
    address = reverse("labs:library_prompt", args=[prompt.pk])
    page = browser.get(address).text
    assert prompt.title in page and "Withdraw it" not in page
    assert "This project is an archive" in review(reviewer).text
    withdrawn = browser.post(reverse("labs:library_withdraw", args=[prompt.pk]))
    assert withdrawn.status_code == 422 and browser.get(address).status_code == 200
    assert use(run.pk).status_code == 302


def test_a_version_is_checked_against_a_projects_language(browser, run, project):
    desk.check(run, desk.SOME)
    assert "Check it against the language of" in browser.get(reverse("labs:desk", args=[run.pk])).text
    address = reverse("labs:library_language", args=[run.pk, 1])
    page = browser.get(address, {"project": "night-ferry"}).text
    assert (
        "One lamp, and no fill" in page and "none of its words found" in page and 'role="status"' not in page
    )
    part = browser.get(address, {"project": "night-ferry"}, headers={"HX-Request": "true"}).text
    assert "none of its words found" in part and "<html" not in part and 'role="status"' not in part
    assert browser.get(address, {"project": "nowhere"}).status_code == 404
    assert "Choose a project" in browser.get(address).text


def test_a_project_one_is_not_in_is_not_there(browser, run, reviewer):
    desk.check(run, desk.SOME)
    making.project(reviewer)
    address = reverse("labs:library_language", args=[run.pk, 1])
    assert browser.get(address, {"project": "night-ferry"}).status_code == 404
