"""A version that was accepted is saved: for oneself, or for a project."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import Site

from labs.contract import Refused
from labs.models import LabSettings, Output, OutputState, SavedPrompt
from labs.prompt.grading import VERSION
from labs.queries import library_of
from labs.services import save_version, withdraw_prompt
from tests import factories
from tests.labs import making as labs
from tests.labs.library import making
from tests.labs.prompt import desk


@pytest.fixture
def save(browser, run):
    def posted(number: int = 1, **form):
        address = reverse("labs:library_save", args=[run.pk, number])
        return browser.post(address, labs.sent(**{"title": "A tired cook"} | form))

    return posted


def test_it_keeps_words_grade_and_where_it_came_from(save, run, project, browser):
    version = making.accepted(run)
    answer = save(project="night-ferry", tags="Kitchen, one lamp , kitchen", note="For interiors.")
    kept = SavedPrompt.objects.get()
    assert answer.url == reverse("labs:library_prompt", args=[kept.pk])
    assert (kept.text, kept.version, kept.project) == (desk.ALL, version, project)
    assert kept.found["covered"] == 9 and kept.rule == VERSION
    assert sorted(kept.tags.names()) == ["kitchen", "one lamp"]
    text = browser.get(answer.url).text
    assert "Version 1 in the lab “A lab”. Accept: It does what the brief asks for." in text
    assert "· kitchen · one lamp</p>" in text and "For interiors." in text
    assert "9 of 9 covered" in text and "Words of its language found: 3 of 3" in text
    assert "A tired cook</a>" in browser.get(reverse("labs:desk", args=[run.pk])).text


def test_only_what_was_accepted_is_saved(save, run, browser):
    desk.check(run, desk.ALL)
    answer = save()
    assert answer.status_code == 422 and "Accept version 1 first" in answer.text
    assert "Save version 1" not in browser.get(reverse("labs:desk", args=[run.pk])).text
    assert save(2).status_code == 404 and not SavedPrompt.objects.exists()


def test_the_last_decision_counts(run):
    version = making.accepted(run)
    desk.decide_on(version=version, verdict="reject", reason=making.REASON, note="", client_key=uuid.uuid4())
    with pytest.raises(Refused, match="Accept version 1 first"):
        save_version(version=version, told=making.told(), project=None, client_key=uuid.uuid4())


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ({"source": "model", "model": "Tiny", "seed": 7}, "an output of Tiny, seed 7."),
        ({"source": "recorded", "made_by": "By hand"}, "a recorded output. By hand."),
    ],
)
def test_what_made_the_accepted_output_is_kept_with_it(made, told, run, browser):
    version = making.accepted(run)
    output = Output.objects.create(
        version=version, number=1, state=OutputState.MADE, client_key=uuid.uuid4(), **made
    )
    said = {"version": version, "output": output, "reason": making.REASON, "note": ""}
    desk.decide_on(verdict="accept", client_key=uuid.uuid4(), **said)
    kept = save_version(version=version, told=making.told(), project=None, client_key=uuid.uuid4())
    assert told in browser.get(reverse("labs:library_prompt", args=[kept.pk])).text
    desk.decide_on(verdict="reject", client_key=uuid.uuid4(), **said)
    fork = making.accepted(run, desk.SOME)
    assert save_version(
        version=fork, told=making.told(), project=None, client_key=uuid.uuid4()
    ).origin.keys() == {"lab", "version", "verdict", "reason"}


def test_what_is_refused_loses_nothing(save, run):
    making.accepted(run)
    answer = save(title=" ", tags="lamp", note="For interiors.")
    assert answer.status_code == 422 and "Give it a title" in answer.text
    assert 'value="lamp"' in answer.text and "For interiors.</textarea>" in answer.text
    assert "at most 120 characters" in save(title="x" * 121).text
    assert "At most 8 tags" in save(tags=",".join("abcdefghi")).text


def test_a_form_that_is_sent_twice_is_kept_once(browser, run):
    making.accepted(run)
    form = labs.sent(title="A tired cook")
    address = reverse("labs:library_save", args=[run.pk, 1])
    assert browser.post(address, form).url == browser.post(address, form).url
    assert SavedPrompt.objects.count() == 1
    again = browser.post(address, labs.sent(title="Once more"))
    assert "You keep these words there already: “A tired cook”" in again.text


def test_a_prompt_that_gives_something_away_stays_with_its_owner(save, run, project):
    making.accepted(run, making.LEAKY)
    answer = save(project="night-ferry")
    assert answer.status_code == 422
    assert "In the prompt: “ada.marsh@example.com” must not stand where others read it." in answer.text
    assert save().status_code == 302 and SavedPrompt.objects.get().project is None


@pytest.mark.parametrize("field", ["title", "note", "tags"])
def test_nor_does_a_project_take_what_its_title_note_and_tags_give_away(field, save, run, project):
    making.accepted(run)
    answer = save(project="night-ferry", **{field: "ada.marsh@example.com"})
    assert answer.status_code == 422 and not SavedPrompt.objects.exists()
    assert f"In the {field}: “ada.marsh@example.com” must not stand" in answer.text
    assert save(**{field: "ada.marsh@example.com"}).status_code == 302


def test_a_tag_gives_a_name_away_by_the_capitals_it_was_typed_with(save, run, project):
    making.accepted(run)
    answer = save(project="night-ferry", tags="ferry, in the style of Greta Gerwig")
    assert answer.status_code == 422 and "In the tags: “" in answer.text
    assert not SavedPrompt.objects.exists()


def test_a_title_that_came_under_embargo_since_is_a_leak(run, project, db):
    making.accepted(run)
    LabSettings.objects.create(site=Site.objects.get(), embargoed="Tired Cook")
    with pytest.raises(Refused, match="“tired cook” must not stand"):
        making.saved(run, project, text=desk.ALL + "\nIt is late.")


@pytest.mark.parametrize("case", ["not a member", "an archive", "no such project"])
def test_a_project_takes_what_its_members_bring_while_it_is_live(case, save, run, learner, reviewer):
    making.accepted(run)
    making.project(learner if case == "an archive" else reviewer, live=case != "an archive")
    answer = save(project="nowhere" if case == "no such project" else "night-ferry")
    assert answer.status_code == 422 and "You cannot save prompts to that project" in answer.text


def test_services_hold_that_too(run, reviewer, learner):
    version = making.accepted(run)
    theirs, archive = making.project(reviewer), making.project(learner, slug="archive", live=False)
    for project, code in ((theirs, "not_a_member"), (archive, "archived")):
        with pytest.raises(Refused) as refused:
            save_version(version=version, told=making.told(), project=project, client_key=uuid.uuid4())
        assert refused.value.code == code


def test_what_is_not_in_the_language_is_saved_and_says_what_is_missing(save, run, project, browser):
    making.accepted(run, desk.SOME)
    page = browser.get(save(project="night-ferry").url).text
    assert "Words of its language found: 0 of 3" in page
    assert "It looks for one of: “tungsten practical”, “deck lamp”." in page
    assert "words of its language: 0 of 3 found" in browser.get(reverse("labs:library")).text


def test_the_language_is_checked_as_it_is_today(prompt, browser):
    address = reverse("labs:library_prompt", args=[prompt.pk])
    assert "Words of its language found: 3 of 3" in browser.get(address).text
    making.project(
        *prompt.project.members.all(), language=[{"element": "mood", "says": "x", "any_of": "icy"}]
    )
    assert "Words of its language found: 0 of 1" in browser.get(address).text


def test_a_fork_is_graded_and_leads_back(prompt, signed_in, reviewer):
    browser, address = signed_in(reviewer), reverse("labs:library_fork", args=[prompt.pk])
    form = browser.get(address).text
    assert desk.ALL.splitlines()[0] in form and 'value="kitchen, one lamp"' in form
    refused = browser.post(address, labs.sent(title="Wider", text=making.LEAKY, project="night-ferry"))
    assert refused.status_code == 422 and "Call Ada on" in refused.text
    answer = browser.post(address, labs.sent(title="Wider", text=desk.SOME, project="night-ferry"))
    fork = SavedPrompt.objects.get(title="Wider")
    assert fork.found["covered"] < 9 and (fork.owner, fork.forked_from) == (reviewer, prompt)
    assert "Made from <a" in browser.get(answer.url).text
    assert "Wider</a> by Ruth Adeyemi" in browser.get(reverse("labs:library_prompt", args=[prompt.pk])).text


def test_newer_words_take_the_place_of_ones_own(prompt, learner, reviewer, browser):
    newer = making.forked(prompt, learner, prompt.project, instead=True)
    assert list(library_of(learner)) == [newer]
    page = browser.get(reverse("labs:library_prompt", args=[prompt.pk])).text
    assert "There is a newer one" in page and desk.ALL.splitlines()[1][6:] in page
    with pytest.raises(Refused, match="not the newest"):
        making.forked(prompt, learner, prompt.project, instead=True, text="Another one.")
    withdraw_prompt(prompt=newer, by=learner)
    assert list(library_of(learner)) == [prompt]


def test_a_version_in_the_middle_is_not_withdrawn_from_between(prompt, learner, browser):
    middle = making.forked(prompt, learner, prompt.project, instead=True)
    newest = making.forked(middle, learner, prompt.project, instead=True, text="A cook, once more.")
    for older in (prompt, middle):
        assert "Withdraw it" not in browser.get(reverse("labs:library_prompt", args=[older.pk])).text
        answer = browser.post(reverse("labs:library_withdraw", args=[older.pk]))
        assert answer.status_code == 422 and "took its place. Withdraw that one first" in answer.text
    assert list(library_of(learner)) == [newest]


def test_title_note_and_tags_of_ones_own_are_mended(prompt, learner, browser):
    address = reverse("labs:library_fork", args=[prompt.pk])
    form = labs.sent(title="A cook, tired", text=prompt.text, project="night-ferry", tags="galley")
    assert "You keep these words there already" in browser.post(address, form).text
    once = SavedPrompt.objects.get(pk=browser.post(address, form | {"instead": "1"}).url.split("/")[-2])
    assert (once.title, once.tag_names, once.replaces) == ("A cook, tired", ["galley"], prompt)
    twice = making.forked(once, learner, prompt.project, instead=True, title="Tired", text=prompt.text)
    assert list(library_of(learner)) == [twice]


def test_nobody_replaces_what_is_not_theirs_or_elsewhere(prompt, learner, reviewer):
    for owner, project in ((reviewer, prompt.project), (learner, None)):
        with pytest.raises(Refused, match="a prompt of your own"):
            making.forked(prompt, owner, project, instead=True)


def test_who_leaves_takes_their_own_and_leaves_the_project_whole(prompt, learner, run, signed_in, reviewer):
    making.saved(run, text=desk.SOME)
    withdraw_prompt(prompt=making.forked(prompt, learner, prompt.project), by=learner)
    learner.delete()
    kept = SavedPrompt.objects.get()
    assert (kept.pk, kept.owner, kept.version) == (prompt.pk, None, None)
    page = signed_in(reviewer).get(reverse("labs:library_prompt", args=[kept.pk])).text
    assert "Saved by someone who left" in page and "Version 1 in the lab “A lab”" in page


def test_two_people_who_left_are_two(prompt, learner):
    for name in ("Ada", "Ines"):
        person = factories.person(name)
        prompt.project.members.add(person)
        fork = making.forked(prompt, person, prompt.project, text=desk.SOME)
        person.delete()
        fork.refresh_from_db()
        assert fork.by == "someone who left"
    assert library_of(learner).count() == 3
