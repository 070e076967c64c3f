"""Grading an answer and keeping it: what counts, how much, and what is shown."""

import datetime
import uuid

import pytest
from django.utils import timezone

from courses.models import Enrolment, Evidence, EvidenceKind
from courses.queries import steps_of
from courses.services import Refused, answer, begin, retake, see_step, show_key
from courses.signals import evidence_recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(module):
    return next(child for child in module.body if child.block_type == "single_choice")


@pytest.fixture
def right(question):
    return question.block.key(question.value)


@pytest.fixture
def wrong(question, right):
    return [[one] for one, _ in question.block.options(question.value) if one not in right]


@pytest.fixture
def attempt(learner, module):
    return begin(user=learner, module=module)


@pytest.fixture
def send(attempt, module, question):
    def _send(options, *, key=None, attempt=attempt, at=None):
        return answer(
            attempt=attempt,
            module=module,
            block_id=str(question.id),
            response={"options": options},
            client_key=key or uuid.uuid4(),
            at=at,
        )

    return _send


def weights(learner):
    return list(Evidence.objects.filter(user=learner).values_list("weight", flat=True))


def test_a_right_first_answer_is_full_evidence_and_shows_the_key(send, learner, right, module):
    state = send(right)
    assert state.correct and state.key == tuple(right)
    row = Evidence.objects.get(user=learner)
    assert (row.score, row.weight, row.try_number, row.hinted) == (1.0, 1.0, 1, False)
    assert row.revision_id == module.live_revision_id
    assert row.competencies and row.rule == "choice/1"


def test_a_wrong_answer_shows_only_its_own_feedback_and_keeps_the_key(send, wrong):
    state = send(wrong[0])
    assert not state.closed and state.key == ()
    assert list(state.feedback) == wrong[0]


def test_a_second_try_counts_half(send, learner, wrong, right):
    send(wrong[0])
    assert send(right).correct
    assert weights(learner) == [1.0, 0.5]


def test_after_two_wrong_tries_the_key_is_shown_and_the_item_is_hinted(send, learner, wrong, right):
    send(wrong[0])
    state = send(wrong[0])
    assert state.shown and state.key == tuple(right)
    assert Evidence.objects.filter(user=learner).last().hinted
    send(right)
    assert Evidence.objects.filter(user=learner).count() == 2, "a closed question keeps no further answers"


def test_asking_to_be_shown_is_half_a_wrong_answer(attempt, module, question, learner, right):
    state = show_key(attempt=attempt, module=module, block_id=str(question.id), client_key=uuid.uuid4())
    assert state.shown and state.key == tuple(right)
    row = Evidence.objects.get(user=learner)
    assert (row.kind, row.score, row.weight, row.hinted) == (EvidenceKind.SHOWN, 0.0, 0.5, True)


def test_asking_after_a_wrong_try_does_not_count_twice(send, wrong, attempt, module, question, learner):
    send(wrong[0])
    show_key(attempt=attempt, module=module, block_id=str(question.id), client_key=uuid.uuid4())
    assert weights(learner) == [1.0, 0.0]


def test_a_resent_answer_changes_nothing_and_is_announced_once(send, right, learner):
    heard = []

    def hear(sender, evidence, **kwargs):
        heard.append(evidence)

    evidence_recorded.connect(hear)
    try:
        key = uuid.uuid4()
        first, again = send(right, key=key), send(right, key=key)
    finally:
        evidence_recorded.disconnect(hear)
    assert first == again and len(heard) == 1
    assert Evidence.objects.filter(user=learner).count() == 1


def test_a_receiver_that_fails_takes_the_answer_with_it(send, right, learner):
    def fail(sender, evidence, **kwargs):
        raise RuntimeError("mastery could not be written")

    evidence_recorded.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            send(right)
    finally:
        evidence_recorded.disconnect(fail)
    assert not Evidence.objects.filter(user=learner).exists()


@pytest.mark.parametrize(
    "response", [{}, {"options": []}, {"options": "all"}, {"options": [1]}, {"options": ["no-such-option"]}]
)
def test_an_answer_that_does_not_fit_is_refused_and_not_kept(attempt, module, question, learner, response):
    with pytest.raises(Refused) as refused:
        answer(
            attempt=attempt,
            module=module,
            block_id=str(question.id),
            response=response,
            client_key=uuid.uuid4(),
        )
    assert refused.value.code == "invalid_response"
    assert not Evidence.objects.filter(user=learner).exists()


def test_a_question_of_another_module_is_refused(attempt, module, learner):
    with pytest.raises(Refused) as refused:
        answer(
            attempt=attempt,
            module=module,
            block_id=str(uuid.uuid4()),
            response={"options": ["x"]},
            client_key=uuid.uuid4(),
        )
    assert refused.value.code == "unknown_question"


def test_a_key_that_was_used_for_another_question_is_refused(send, attempt, module, right, learner):
    other = next(child for child in module.body if child.block_type == "multiple_choice")
    key = uuid.uuid4()
    send(right, key=key)
    with pytest.raises(Refused) as refused:
        options = {"options": other.block.key(other.value)}
        answer(attempt=attempt, module=module, block_id=str(other.id), response=options, client_key=key)
    assert refused.value.code == "key_reused"


def finish(learner, module, attempt, at):
    for step in steps_of(module):
        see_step(attempt=attempt, module=module, step_key=step.key, at=at)
    for child in module.body:
        if child.block.asks:
            options = {"options": child.block.key(child.value)}
            answer(
                attempt=attempt,
                module=module,
                block_id=str(child.id),
                response=options,
                client_key=uuid.uuid4(),
                at=at,
            )


def test_a_module_is_complete_when_every_step_was_seen_and_every_question_answered(learner, module, attempt):
    finish(learner, module, attempt, timezone.now())
    attempt.refresh_from_db()
    assert attempt.completed_at and Enrolment.objects.get(user=learner).completed_at


def test_answers_without_the_steps_do_not_complete_a_module(send, right, attempt):
    send(right)
    attempt.refresh_from_db()
    assert attempt.completed_at is None


def test_a_retake_on_the_same_day_counts_nothing_and_on_another_day_half(
    learner, module, attempt, send, right, question
):
    day = timezone.now() - datetime.timedelta(days=3)
    finish(learner, module, attempt, day)
    again = retake(user=learner, module=module, at=day)
    assert again.number == 2
    send(right, attempt=again, at=day + datetime.timedelta(minutes=1))
    rows = Evidence.objects.filter(user=learner, block_id=str(question.id))
    assert [row.weight for row in rows] == [1.0, 0.0]
    finish(learner, module, again, day + datetime.timedelta(minutes=2))
    third = retake(user=learner, module=module)
    send(right, attempt=third)
    assert rows.last().weight == 0.5


def test_a_retake_of_an_unfinished_attempt_is_that_attempt(learner, module, attempt):
    assert retake(user=learner, module=module) == attempt


def test_an_attempt_stays_on_the_revision_it_began_with(learner, module, attempt, question, send, right):
    began = module.live_revision_id
    del module.body[next(n for n, child in enumerate(module.body) if child.id == question.id)]
    module.title = "Another title"
    module.save_revision().publish()
    module.refresh_from_db()
    assert module.live_revision_id != began
    assert send(right).correct
    assert Evidence.objects.get(user=learner).revision_id == began
