"""After a change that recertifies: what counts no more, what stays, and that replay agrees."""

import datetime
from threading import Thread

import pytest
from django.db import connection, transaction

from courses.models import Evidence
from courses.queries import proposed_change
from courses.services import retake
from gamification.models import BadgeAward, LevelAward, Mastery, OwedAnswer
from gamification.queries import mastery_of, moves_of
from gamification.rules import Learner, Observed, Standing
from gamification.services import replay
from tests.changed import LATER, publish, take_out
from tests.played import MORNING, answer, asked, play, questions, see_all


@pytest.fixture
def two(course):
    """A module of two questions."""
    return questions(2, parent=course)


def standing(user):
    return Mastery.objects.get(user=user).standing


def after(*scores: float) -> Standing:
    learner = Learner()
    for score in scores:
        learner.observe(Observed(score, 1.0, {"prompt-craft": 1.0}))
    return learner.own["prompt-craft"]


def test_answers_to_the_changed_question_count_no_more(two, learner, author):
    play(learner, two, True, False)
    assert proposed_change(two) is None
    publish(two, author)
    assert standing(learner) == after(0)
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("kind", ["cosmetic", "refresh"])
def test_any_other_change_leaves_every_answer_counting(kind, two, learner, author):
    play(learner, two, True, False)
    before = standing(learner)
    publish(two, author, kind)
    assert standing(learner) == before
    assert replay(check=True) == []


def test_replay_gives_the_same_figures(two, learner, outsider, author):
    play(learner, two, True, False)
    play(outsider, two, True)
    publish(two, author)
    assert replay(check=True) == []
    assert not Mastery.objects.filter(user=outsider).exists()


def test_an_attempt_in_progress_finishes_and_its_answer_to_the_old_question_does_not_count(
    two, learner, author
):
    attempt = play(learner, two)
    live = publish(two, author)
    first, second = asked(live)
    day = LATER + datetime.timedelta(days=1)
    answer(attempt, live, first, True, day)
    answer(attempt, live, second, True, day)
    see_all(attempt, two, day)
    attempt.refresh_from_db()
    assert attempt.completed_at is not None
    assert attempt.revision_id == two.live_revision_id
    assert standing(learner) == after(1)
    assert replay(check=True) == []


def test_the_new_question_counts_in_full_in_a_retake(two, learner, author):
    see_all(play(learner, two, True, True), two)
    live = publish(two, author)
    again = retake(user=learner, module=live, at=LATER + datetime.timedelta(days=1))
    first, second = asked(live)
    for question in (first, second):
        answer(again, live, question, True, LATER + datetime.timedelta(days=1))
    weights = Evidence.objects.filter(attempt=again).values_list("block_id", "weight")
    assert dict(weights) == {first: 1.0, second: 0.5}
    assert replay(check=True) == []
    assert moves_of(again)[0].now.answers == 3


def test_a_badge_that_was_awarded_stays(two, learner, author):
    play(learner, two, True, True)
    award = BadgeAward.objects.get()
    publish(two, author)
    assert list(BadgeAward.objects.all()) == [award]


def test_a_level_stays_and_is_due_until_the_question_is_answered_again(learner, author, course):
    module = questions(4, parent=course)
    see_all(play(learner, module, True, True, True, True), module)
    craft = module.competencies.get().competency

    def read():
        return mastery_of([learner], [craft])[learner.pk][craft.slug]

    assert (read().words, read().due(MORNING), read().owed_since) == ("Apprentice", False, None)
    live = publish(module, author)
    assert (read().words, read().enough, read().due(LATER)) == ("Apprentice", False, True)
    assert read().owed_since == LATER
    day = LATER + datetime.timedelta(days=1)
    again = retake(user=learner, module=live, at=day)
    answer(again, live, asked(live)[0], False, day)
    assert (read().words, read().enough, read().owed_since) == ("Apprentice", True, None)
    assert replay(check=True) == []
    assert LevelAward.objects.count() == 2


def test_nobody_owes_an_answer_to_a_question_that_is_asked_no_more(learner, author, course):
    module = questions(5, parent=course)
    play(learner, module, *[True] * 5)
    craft = module.competencies.get().competency

    def owed():
        return mastery_of([learner], [craft])[learner.pk][craft.slug].owed_since

    live = publish(module, author)
    assert owed() == LATER
    live.unpublish()
    assert owed() is None
    live.save_revision().publish()
    assert owed() == LATER
    take_out(live, author)
    assert owed() is None
    assert OwedAnswer.objects.exists()
    assert replay(check=True) == []


def test_a_late_answer_to_the_old_question_leaves_it_owed(two, learner, author):
    attempt = play(learner, two)
    live = publish(two, author)
    answer(attempt, live, asked(live)[0], True, LATER + datetime.timedelta(days=1))
    assert OwedAnswer.objects.get().block_id == asked(live)[0]
    assert not Mastery.objects.exists()
    assert replay(check=True) == []


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_change_waits_for_the_answer_that_is_under_way(two, learner, author):
    """SQLite has one writer at a time; PostgreSQL would let the two pass each other unseen."""
    attempt = play(learner, two)

    def publish_it() -> None:
        try:
            publish(two, author, at=None)
        finally:
            connection.close()

    publishing = Thread(target=publish_it)
    with transaction.atomic():
        answer(attempt, two, asked(two)[0], True, MORNING)
        publishing.start()
        publishing.join(timeout=1)
        assert publishing.is_alive()
    publishing.join()
    assert OwedAnswer.objects.get().block_id == asked(two)[0]
    assert replay(check=True) == []
