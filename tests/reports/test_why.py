"""Learner, manager and author read the same figure with its reasons, and nobody else reads it."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from gamification.models import OwedAnswer
from tests.factories import competency
from tests.played import play, questions

FIGURE = re.compile(r"Of 100 average questions about (\d+) would be right")


@pytest.fixture
def addresses(team, learner, five):
    """Who -> the page on which they read why; the learner has answered here and elsewhere."""
    play(learner, five, True, True, True, False, True)
    other = questions(1, parent=five.course, slug="sound", title="Sound")
    play(learner, other, True, at=timezone.now())
    return {
        "learner": reverse("reports:why", args=["prompt-craft"]),
        "manager": reverse("reports:person_why", args=[team.pk, learner.pk, "prompt-craft"]),
        "author": reverse("learners:why", args=[five.pk, learner.pk, "prompt-craft"]),
    }


def test_learner_manager_and_author_read_the_same_figure_and_levels(
    signed_in, learner, manager, author, reviewer, ld_admin, addresses, team, five
):
    people = {"learner": learner, "manager": manager, "author": author}
    said = {who: signed_in(one).get(addresses[who]).content.decode() for who, one in people.items()}
    figures = {who: FIGURE.search(page)[1] for who, page in said.items()}
    assert len(set(figures.values())) == 1
    for page in said.values():
        assert "For Practitioner:" in page
        assert "Labs passed: 0 of 2" in page
        assert "counts in full" in page
        assert "Apprentice</strong>" in page

    shown = f"{figures['learner']} of 100"
    elsewhere = {
        reverse("reports:record"): learner,
        reverse("reports:person", args=[team.pk, learner.pk]): manager,
        reverse("learners:taken", args=[five.pk]): reviewer,
    }
    for address, who in elsewhere.items():
        assert shown in signed_in(who).get(address).content.decode()
    assert signed_in(ld_admin).get(addresses["manager"]).status_code == 200


def test_what_was_chosen_is_shown_to_the_learner_alone_and_the_author_reads_their_own_module_alone(
    signed_in, learner, manager, author, addresses
):
    asked = "Which line can a gaffer check?"
    own = signed_in(learner).get(addresses["learner"]).content.decode()
    assert "You answered: Moody lighting" in own
    assert own.count(asked) == 6
    led = signed_in(manager).get(addresses["manager"]).content.decode()
    assert led.count(asked) == 6
    written = signed_in(author).get(addresses["author"]).content.decode()
    assert written.count(asked) == 5
    assert "A question</p>" in written
    assert "Moody lighting" not in led + written


@pytest.mark.parametrize("who", ["foreign_manager", "outsider", "learner", "author", "reviewer"])
def test_nobody_else_reads_it_as_the_manager_does(request, signed_in, addresses, who):
    assert signed_in(request.getfixturevalue(who)).get(addresses["manager"]).status_code == 404


def test_who_managed_the_team_until_yesterday_finds_nothing(signed_in, manager, addresses):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(user=manager).update(ends_on=yesterday)
    assert signed_in(manager).get(addresses["manager"]).status_code == 404


def test_whoever_left_the_team_is_not_explained_there(signed_in, manager, learner, addresses):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(user=learner).update(ends_on=yesterday)
    assert signed_in(manager).get(addresses["manager"]).status_code == 404


def test_the_author_of_another_course_reads_nothing_of_it(signed_in, author_of_another, addresses):
    assert signed_in(author_of_another).get(addresses["author"]).status_code == 404


def test_the_author_reads_only_who_took_the_module_and_what_it_feeds(
    signed_in, author, outsider, learner, addresses, five
):
    competency("sound", "Sound")
    browser = signed_in(author)
    nobody = 10**30
    assert browser.get(f"/admin/module/{nobody}/learners/").status_code == 404
    asked = [(outsider.pk, "prompt-craft"), (learner.pk, "sound"), (learner.pk, "nothing"), (nobody, "sound")]
    for user, slug in asked:
        assert browser.get(reverse("learners:why", args=[five.pk, user, slug])).status_code == 404


def test_a_learner_reads_of_themself_alone(signed_in, outsider, addresses):
    browser = signed_in(outsider)
    assert "No evidence yet" in browser.get(addresses["learner"]).content.decode()
    assert browser.get(reverse("reports:why", args=["nothing"])).status_code == 404


def test_what_is_due_for_a_refresher_is_said_in_words_beside_a_level_that_stays(
    signed_in, learner, manager, author, addresses, team, five
):
    since = timezone.now() - datetime.timedelta(days=3)
    OwedAnswer.objects.create(
        user=learner, module=five, block_id="b", competencies=["prompt-craft"], since=since
    )
    browser = signed_in(manager)
    row = browser.get(reverse("reports:people", args=[team.pk])).context["overview"].rows[0]
    assert row.cells[0].words == "Apprentice, due for a refresher"
    assert "Apprentice, due for a refresher" in browser.get(
        reverse("reports:people_csv", args=[team.pk])
    ).content.decode("utf-8-sig")
    pages = {
        addresses["manager"]: manager,
        addresses["learner"]: learner,
        addresses["author"]: author,
        reverse("reports:record"): learner,
    }
    for address, who in pages.items():
        said = signed_in(who).get(address).content.decode()
        assert "Due for a refresher since" in said
        assert "level-apprentice" in said


def test_an_odd_page_number_is_harmless(signed_in, learner, addresses):
    assert signed_in(learner).get(addresses["learner"] + "?page=nonsense").status_code == 200
