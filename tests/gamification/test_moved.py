import datetime

import pytest
from django.urls import reverse

from courses import services
from gamification.queries import mastery_of, moves_of
from tests.factories import competency
from tests.played import MORNING, play, questions, see_all


@pytest.fixture
def five(course):
    return questions(5, parent=course, competencies={"prompt-craft": 1.0, "intent-and-iteration": 0.3})


def url(slug="light"):
    return reverse("gamification:moved", args=[slug])


def test_it_says_what_moved_and_which_badge_was_earned(signed_in, learner, five):
    play(learner, five, True, True, True, True, True)
    page = signed_in(learner).get(url())
    assert page.status_code == 200
    said = page.content.decode()
    assert "The first time there is enough evidence to say" in said
    assert "37 % of the evidence it takes to say, 0 % before" in said
    assert "Clean take</a>" in said


def test_it_shows_only_the_latest_attempt(signed_in, learner, five):
    see_all(play(learner, five, True, True, True, True, True), five)
    tomorrow = MORNING + datetime.timedelta(days=1)
    services.retake(user=learner, module=five, at=tomorrow)
    play(learner, five, False, at=tomorrow)
    said = signed_in(learner).get(url()).content.decode()
    assert "of 100 before" in said
    assert "You earned" not in said


def test_after_the_last_answer_it_agrees_with_mastery_everywhere_else(learner, five):
    attempt = play(learner, five, True, False, True, True, True)
    craft = competency()
    move = next(move for move in moves_of(attempt) if move.competency == craft)
    said = mastery_of([learner], [craft])[learner.pk]["prompt-craft"]
    assert (move.now.figure, move.now.answers) == (said.figure, said.answers)
    assert not move.before.enough


def test_without_an_answer_it_says_how_to_begin(signed_in, learner, five):
    assert "Nothing yet" in signed_in(learner).get(url()).content.decode()


def test_a_module_that_feeds_no_competency_moves_nothing(signed_in, learner, course):
    page = questions(1, parent=course)
    page.competencies = []
    page.save_revision().publish()
    page.refresh_from_db()
    play(learner, page, True)
    response = signed_in(learner).get(url())
    assert response.status_code == 200
    assert "Clean take</a>" in response.content.decode()


def test_another_person_sees_their_own_and_not_the_learners(signed_in, learner, outsider, five):
    play(learner, five, True, True, True, True, True)
    said = signed_in(outsider).get(url()).content.decode()
    assert "Nothing yet" in said
    assert "Clean take" not in said


def test_an_unknown_or_unpublished_module_is_404(signed_in, learner, draft):
    browser = signed_in(learner)
    assert browser.get(url("nothing")).status_code == 404
    assert browser.get(url("a-draft")).status_code == 404


def test_it_takes_few_queries(signed_in, learner, five, django_assert_max_num_queries):
    play(learner, five, True, True, True, True, True)
    browser = signed_in(learner)
    with django_assert_max_num_queries(10):
        browser.get(url())
