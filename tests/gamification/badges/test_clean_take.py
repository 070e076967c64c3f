import datetime

import pytest

from courses import services
from courses.models import ModulePage
from gamification.models import BadgeAward
from gamification.receivers import count_evidence
from gamification.signals import badge_awarded
from tests.played import MORNING, answer, asked, play, questions, see_all


@pytest.fixture
def three(course):
    return questions(3, parent=course)


@pytest.fixture
def announced():
    heard = []

    def hear(sender, *, award, **kwargs):
        heard.append(award)

    badge_awarded.connect(hear)
    yield heard
    badge_awarded.disconnect(hear)


def test_every_question_right_at_the_first_try_earns_a_clean_take(learner, three, announced):
    play(learner, three, True, True, True)
    award = BadgeAward.objects.get()
    assert (award.user, award.module, award.badge.name) == (learner, three, "Clean take")
    assert award.reason == "3 of 3 questions right at the first try."
    assert award.evidence == sorted(learner.evidence.values_list("pk", flat=True))
    assert award.rule == "clean-take/1"
    assert award.awarded_at == MORNING + datetime.timedelta(minutes=2)
    assert announced == [award]


def test_a_question_still_open_earns_nothing_yet(learner, three):
    play(learner, three, True, True)
    assert not BadgeAward.objects.exists()


def test_right_at_the_second_try_is_not_clean(learner, three):
    attempt = play(learner, three, True, True, False)
    answer(attempt, three, asked(three)[2], True, MORNING + datetime.timedelta(hours=1))
    assert not BadgeAward.objects.exists()


def test_a_perfect_retake_is_not_a_clean_take(learner, three):
    see_all(play(learner, three, True, True, False), three)
    first = services.begin(user=learner, module=three)
    assert first.completed_at is not None
    tomorrow = MORNING + datetime.timedelta(days=1)
    services.retake(user=learner, module=three, at=tomorrow)
    play(learner, three, True, True, True, at=tomorrow)
    assert not BadgeAward.objects.exists()


def test_it_is_awarded_once(learner, three, announced):
    attempt = play(learner, three, True, True, True)
    for row in attempt.evidence.all():
        count_evidence(None, evidence=row)
    assert BadgeAward.objects.count() == 1
    assert len(announced) == 1


def test_the_questions_are_those_of_the_revision_the_attempt_began_with(learner, three):
    attempt = play(learner, three, True, True)
    third = asked(three)[2]
    shorter = ModulePage.objects.get(pk=three.pk)
    shorter.body = list(shorter.body.raw_data)[:2]
    shorter.save_revision().publish()
    assert not BadgeAward.objects.exists()
    now_live = ModulePage.objects.get(pk=three.pk)
    answer(attempt, now_live, third, True, MORNING + datetime.timedelta(hours=1))
    assert BadgeAward.objects.count() == 1
