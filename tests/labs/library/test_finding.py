"""Who sees what in the library, and how it is searched."""

import uuid

import pytest
from django.urls import reverse

from labs.queries import library_of
from labs.services import reuse_prompt, withdraw_prompt
from tests import factories
from tests.labs import making as labs
from tests.labs.library import making
from tests.labs.prompt import desk

PAGES = ("library_prompt", "library_fork")
DEEDS = ("library_fork", "library_review", "library_withdraw", "library_use")


def statuses(client, prompt) -> set[int]:
    """Of every address of a prompt."""
    got = [client.get(reverse(f"labs:{name}", args=[prompt.pk])) for name in PAGES]
    sent = [client.post(reverse(f"labs:{name}", args=[prompt.pk]), labs.sent()) for name in DEEDS]
    return {answer.status_code for answer in (*got, *sent)}


def test_what_one_keeps_for_oneself_nobody_else_sees(own, signed_in, manager, author, reviewer, ld_admin):
    for person in (manager, author, reviewer, ld_admin):
        client = signed_in(person)
        assert statuses(client, own) == {404}
        assert own.title not in client.get(reverse("labs:library")).text
        assert "one lamp" not in client.get(reverse("labs:library")).text


def test_a_projects_prompts_are_for_its_members_and_ld_admins(
    prompt, signed_in, manager, author, reviewer, ld_admin
):
    address = reverse("labs:library_prompt", args=[prompt.pk])
    there = reverse("labs:library_project", args=["night-ferry"])
    for person, status in ((reviewer, 200), (ld_admin, 200), (manager, 404), (author, 404)):
        client = signed_in(person)
        assert [client.get(one).status_code for one in (address, there)] == [status, status]
        assert (prompt.title in client.get(reverse("labs:library")).text) == (status == 200)
    assert statuses(signed_in(manager), prompt) == {404}


def test_who_left_the_project_sees_what_they_saved_there_alone(prompt, browser, signed_in, learner, reviewer):
    theirs = making.forked(prompt, reviewer, prompt.project)
    making.reviewed(prompt, reviewer, note="Too dark.")
    prompt.project.members.remove(learner)
    assert statuses(browser, theirs) == {404}
    assert list(library_of(learner)) == [prompt]
    assert "of its language" not in browser.get(reverse("labs:library")).text
    address = reverse("labs:library_prompt", args=[prompt.pk])
    page = browser.get(address).text
    assert "You are not in Night ferry any more" in page
    assert "Too dark." not in page and "of its language" not in page
    assert "library/projects/" not in page and theirs.title not in page
    assert "It takes the place of" not in browser.get(reverse("labs:library_fork", args=[prompt.pk])).text
    assert f"Saved by {learner}" in signed_in(reviewer).get(address).text
    browser.post(reverse("labs:library_withdraw", args=[prompt.pk]))
    assert statuses(signed_in(reviewer), prompt) == {404}


def test_withdrawn_is_found_by_nobody_and_seen_by_its_owner(prompt, browser, signed_in, reviewer, learner):
    fork = making.forked(prompt, reviewer, prompt.project)
    theirs = signed_in(reviewer)
    assert theirs.post(reverse("labs:library_withdraw", args=[prompt.pk])).status_code == 422
    browser.post(reverse("labs:library_withdraw", args=[prompt.pk]))
    assert statuses(theirs, prompt) == {404}
    assert "You withdrew this prompt" in browser.get(reverse("labs:library_prompt", args=[prompt.pk])).text
    assert list(library_of(learner)) == [fork]
    page = theirs.get(reverse("labs:library_prompt", args=[fork.pk])).text
    assert "From a prompt that is not in your library." in page and f"{prompt.title}</a>" not in page


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"q": "COOK sink"}, ["A tired cook"]),
        ({"q": "élan"}, ["Ambiance"]),
        ({"q": "kitchen"}, ["A tired cook", "Ambiance"]),
        ({"q": "one lamp cook"}, ["A tired cook"]),
        ({"q": "cook submarine"}, []),
        ({"q": "%"}, []),
        ({"place": "mine"}, ["A tired cook"]),
        ({"place": "project:night-ferry"}, ["A tired cook", "Ambiance"]),
        ({"place": "project:nowhere"}, []),
        ({"tag": "one-lamp"}, ["A tired cook"]),
        ({"q": "a\0", "tag": "\0"}, ["A tired cook", "Ambiance"]),
    ],
)
def test_every_word_must_stand_somewhere(said, found, prompt, reviewer, browser):
    making.forked(prompt, reviewer, prompt.project, title="Ambiance", text="Kitchen, with ÉLAN.")
    page = browser.get(reverse("labs:library"), said).text
    assert [title for title in ("A tired cook", "Ambiance") if f">{title}</a>" in page] == found
    assert ("No prompt has all of that" in page) == (not found)


def test_the_newest_stand_first_or_what_is_used_most(prompt, reviewer, learner, run):
    newer = making.forked(prompt, reviewer, prompt.project)
    assert list(library_of(learner)) == [newer, prompt]
    for _ in range(2):
        reuse_prompt(prompt=prompt, run=run, client_key=uuid.uuid4())
    first, last = library_of(learner, order="reuse")
    assert (first, first.reused, last.reused) == (prompt, 1, 0)


def test_a_list_is_paged_and_asks_little(prompt, reviewer, browser, django_assert_max_num_queries):
    for number in range(21):
        making.forked(prompt, reviewer, prompt.project, title=f"Number {number}", text=f"A cook, {number}.")
    with django_assert_max_num_queries(15):
        page = browser.get(reverse("labs:library"), {"q": "cook"}).text
    assert "22 prompts" in page and "Page 1 of 2" in page and "A tired cook</a>" not in page
    assert "?q=cook&amp;page=2" in page
    with django_assert_max_num_queries(15):
        browser.get(reverse("labs:library_project", args=["night-ferry"]))
    assert "A tired cook</a>" in browser.get(reverse("labs:library"), {"q": "cook", "page": 2}).text


def test_one_prompt_asks_little(prompt, reviewer, browser, django_assert_max_num_queries):
    for number in range(3):
        making.forked(prompt, reviewer, prompt.project, text=f"A cook, {number}.")
    with django_assert_max_num_queries(18):
        browser.get(reverse("labs:library_prompt", args=[prompt.pk]))


def test_a_project_tells_its_language_and_its_people(project, browser, prompt):
    page = browser.get(reverse("labs:library_project", args=["night-ferry"])).text
    assert "One lamp, and no fill" in page and "“tungsten practical”, “deck lamp”" in page
    assert "Ruth Adeyemi" in page and prompt.title in page


def test_a_project_may_be_called_mine(own, learner, browser):
    making.project(learner, slug="mine")
    assert "A tired cook</a>" not in browser.get(reverse("labs:library"), {"place": "project:mine"}).text
    assert "A tired cook</a>" in browser.get(reverse("labs:library"), {"place": "mine"}).text


def test_studio_tells_nobody_the_tags_of_prompts(own, signed_in, author, reviewer, ld_admin):
    address = reverse("wagtailadmin_tag_model_autocomplete", args=["labs", "librarytag"])
    for person in (author, reviewer, ld_admin):
        assert signed_in(person).get(address, {"term": "k"}).status_code == 404


def test_tags_of_others_are_told_to_nobody(own, signed_in, browser):
    mine = browser.get(reverse("labs:library")).text
    assert '<option value="one-lamp">one lamp</option>' in mine and '<span class="tag">kitchen</span>' in mine
    stranger = factories.person("Otis")
    assert "kitchen" not in signed_in(stranger).get(reverse("labs:library")).text
    withdraw_prompt(prompt=own, by=own.owner)
    assert desk.ALL[:20] not in signed_in(stranger).get(reverse("labs:library")).text
