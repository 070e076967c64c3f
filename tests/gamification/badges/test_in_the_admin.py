"""Authors write badges with real fields, try them out, and award them to those who meet them already."""

import pytest
from django.urls import reverse

from gamification.models import BadgeClass
from tests.gamification.badges.making import badge, module
from tests.played import play, questions, see_all

ADD = "wagtailsnippets_gamification_badgeclass:add"


def written(how, page=None, **buttons) -> dict:
    condition = {
        "conditions-0-deleted": "",
        "conditions-0-order": "0",
        "conditions-0-type": "module",
        "conditions-0-id": "",
        "conditions-0-value-how": how,
        "conditions-0-value-module": page.pk if page else "",
    }
    words = {"name": "Brief writer", "description": "Briefs that hold on set.", "emblem": "lamp", "note": ""}
    return {**words, **condition, "conditions-count": "1", "valid_months": "12", "active": "on", **buttons}


@pytest.fixture
def page(course):
    return questions(1, parent=course)


def test_trying_it_out_counts_and_saves_nothing(signed_in, author, learner, page):
    see_all(play(learner, page, False), page)
    tried = {"action-try-out": "Who would have it today?"}
    answer = signed_in(author).post(reverse(ADD), written("finished", page, **tried))
    assert "1 person would have it today. Nothing is saved yet." in answer.content.decode()
    assert not BadgeClass.objects.filter(name="Brief writer").exists()


def test_what_is_saved_stands_in_words_and_waits_for_its_fact(signed_in, author, page):
    answer = signed_in(author).post(reverse(ADD), written("finished", page))
    assert answer.status_code == 302
    made = BadgeClass.objects.get(name="Brief writer")
    assert (made.slug, made.criteria) == ("brief-writer", f"Finish “{page.title}”.")
    assert made.triggers.get().fact == f"finished:{page.pk}"


def test_a_condition_that_says_nothing_is_sent_back_with_a_sentence(signed_in, author):
    answer = signed_in(author).post(reverse(ADD), written("finished"))
    assert answer.status_code == 200 and not BadgeClass.objects.filter(name="Brief writer").exists()


def test_only_who_writes_badges_gets_there(signed_in, author, reviewer, learner, page):
    asked = reverse("badge_standing", args=[badge(module(page)).pk])
    assert signed_in(reviewer).post(asked).status_code == 404
    assert signed_in(learner).post(asked).status_code == 404
    assert BadgeClass.objects.get(name="Brief writer").standing_asked_at is None
    browser = signed_in(author)
    assert "Nobody would have it today." in browser.get(asked).content.decode()
    browser.post(asked)
    assert BadgeClass.objects.get(name="Brief writer").standing_asked_at is not None
