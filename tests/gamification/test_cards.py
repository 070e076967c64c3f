"""What is remembered of each question follows from evidence, in the order of the facts."""

import datetime
import uuid

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Evidence, EvidenceKind
from courses.services import record_evidence
from gamification.engines.memory import after
from gamification.models import Mastery, OwedAnswer, ReviewCard
from gamification.queries import mastery_of
from gamification.rules.review import Recall
from gamification.services import replay
from tests.factories import competency
from tests.gamification.test_recertified import publish
from tests.played import MORNING, answer, asked, play, questions
from tests.reviewed import DAY


def card(user, block_id) -> ReviewCard:
    return ReviewCard.objects.get(user=user, block_id=block_id)


def record(user, module, block_id, *, at, correct=True, **facts):
    defaults = {"revision": module.live_revision, "attempt": None, "weight": 1.0, "rule": "choice/1"}
    return record_evidence(
        user=user,
        module=module,
        client_key=uuid.uuid4(),
        block_id=block_id,
        score=float(correct),
        correct=correct,
        created_at=at,
        **defaults | facts,
    )[0]


def test_the_first_try_of_an_attempt_says_what_is_remembered(learner, course):
    module = questions(2, parent=course)
    first, second = asked(module)
    attempt = play(learner, module, True, False)
    answer(attempt, module, second, True, MORNING + datetime.timedelta(minutes=9))
    assert card(learner, first).memory == after(None, Recall.RECALLED, MORNING)
    assert card(learner, second).memory == after(
        None, Recall.FORGOTTEN, MORNING + datetime.timedelta(minutes=1)
    )
    assert replay(check=True) == []


def test_to_have_the_key_shown_is_to_have_forgotten_and_a_hint_is_help(learner, module):
    record(learner, module, "a", at=MORNING, kind=EvidenceKind.SHOWN, correct=False)
    record(learner, module, "b", at=MORNING, hinted=True)
    record(learner, module, "c", at=MORNING, kind=EvidenceKind.LAB)
    assert card(learner, "a").memory == after(None, Recall.FORGOTTEN, MORNING)
    assert card(learner, "b").memory == after(None, Recall.WITH_HELP, MORNING)
    assert not ReviewCard.objects.filter(block_id="c").exists()


def test_a_competency_is_due_when_its_questions_are_on_average(learner, outsider, module):
    for block in "abcd":
        record(learner, module, block, at=MORNING, correct=block != "d")
    due = [card(learner, block).due_at for block in "abcd"]
    mean = sum(int(one.timestamp()) for one in due) / 4
    read = mastery_of([learner, outsider], [competency()])
    assert read[learner.pk]["prompt-craft"].refresher_at.timestamp() == mean
    assert read[outsider.pk]["prompt-craft"].refresher_at is None


def test_a_refresher_that_is_due_takes_no_level_away(learner, module):
    for block in "abcdef":
        record(learner, module, block, at=MORNING)
    reading = mastery_of([learner], [competency()])[learner.pk]["prompt-craft"]
    assert reading.level == "apprentice"
    assert not reading.due(MORNING)
    assert reading.due(MORNING + 400 * DAY)
    assert reading.words == "Apprentice"


def test_a_recertified_question_is_owed_and_forgets_what_was_answered(learner, author, course):
    module = questions(2, parent=course)
    first, second = asked(module)
    play(learner, module, True, True)
    publish(module, author)
    assert not ReviewCard.objects.filter(block_id=first).exists()
    assert OwedAnswer.objects.get().block_id == first
    assert Mastery.objects.get().cards == 1
    assert "review cards" not in {one.summary for one in replay(check=True)}


given_answers = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.booleans(),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.integers(0, 30),
        st.sampled_from([{"x": 1.0}, {"x": 0.5, "y": 1.0}]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=given_answers)
def test_replay_gives_the_same_cards_in_whatever_order_answers_arrived(learner, module, told):
    with transaction.atomic():
        for block, correct, weight, hour, feeds in told:
            at = MORNING + datetime.timedelta(hours=7 * hour)
            record(learner, module, block, at=at, correct=correct, weight=weight, competencies=feeds)
        assert replay(check=True) == []
        transaction.set_rollback(True)


def test_replay_mends_cards_and_check_only_says_so(learner, module):
    record(learner, module, "a", at=MORNING)
    right = card(learner, "a").memory
    ReviewCard.objects.update(stability=900.0)
    Mastery.objects.update(due_sum=5)
    assert {one.summary for one in replay(check=True)} == {"review cards", "prompt-craft"}
    assert card(learner, "a").stability == 900.0
    replay()
    assert card(learner, "a").memory == right
    assert replay(check=True) == []
    Evidence.objects.all().delete()
    replay()
    assert not ReviewCard.objects.exists()


def test_what_does_not_count_says_nothing(learner, module):
    record(learner, module, "a", at=MORNING, weight=0.0)
    assert not ReviewCard.objects.exists()
