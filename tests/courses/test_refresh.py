"""Answering a question of a finished module once more."""

import datetime
import uuid

import pytest

from courses.models import EvidenceKind, ModulePage
from courses.queries import refreshed_state
from courses.services import Refused, answer_refresh, show_refresh
from tests.gamification.test_recertified import publish
from tests.lesson import SINGLE_RIGHT, SINGLE_WRONG
from tests.played import MORNING, asked, play, questions
from tests.reviewed import DAY, finish

LATER = MORNING + 3 * DAY


@pytest.fixture
def two(course):
    return questions(2, parent=course)


def give(user, module, block_id, *, right=True, at=LATER, key=None):
    return answer_refresh(
        user=user,
        module=module,
        block_id=block_id,
        response={"options": [SINGLE_RIGHT if right else SINGLE_WRONG]},
        client_key=key or uuid.uuid4(),
        at=at,
    )


def test_it_counts_half_and_once_a_day_of_ones_own(two, learner):
    finish(learner, two, True, True)
    block = asked(two)[0]
    assert give(learner, two, block, at=MORNING + datetime.timedelta(hours=3)).weight == 0
    first, resent = (give(learner, two, block, key=uuid.UUID(int=7)) for _ in range(2))
    assert (first.weight, first.kind, first.attempt) == (0.5, EvidenceKind.REFRESH, None)
    assert resent == first
    assert give(learner, two, block, at=LATER + datetime.timedelta(hours=1)).weight == 0
    assert give(learner, two, block, at=LATER + DAY).weight == 0.5


def test_the_first_answer_to_a_recertified_question_counts_in_full(two, learner, outsider, author):
    finish(learner, two, True, True)
    finish(outsider, two, True, True)
    live = publish(two, author, at=MORNING + DAY)
    first, second = asked(live)
    assert give(learner, live, first).weight == 1
    assert give(learner, live, second).weight == 0.5
    # Not where the key was shown instead.
    shown = {"user": outsider, "module": live, "block_id": first, "client_key": uuid.uuid4(), "at": LATER}
    assert show_refresh(**shown).weight == 0.5


def test_one_answer_closes_a_question_and_shows_why(two, learner):
    finish(learner, two, True, True)
    child = next(one for one in two.body if one.block.asks)
    assert refreshed_state(child, None).key == ()
    wrong = refreshed_state(child, give(learner, two, str(child.id), right=False))
    assert (wrong.closed, wrong.correct, wrong.key) == (True, False, (SINGLE_RIGHT,))
    key = uuid.uuid4()
    seen = show_refresh(user=learner, module=two, block_id=str(child.id), client_key=key, at=LATER + DAY)
    assert (seen.score, seen.hinted, refreshed_state(child, seen).key) == (0, True, (SINGLE_RIGHT,))


def test_what_cannot_be_asked_is_refused_with_a_sentence(two, learner, outsider):
    finish(learner, two, True, True)
    play(outsider, two, True)
    block = asked(two)[0]
    key = uuid.uuid4()
    give(learner, two, block, key=key)
    for refusal, asks in {
        "unknown_question": lambda: give(learner, two, "gone"),
        "not_finished": lambda: give(outsider, two, block),
        "key_reused": lambda: give(learner, two, asked(two)[1], key=key),
        "invalid_response": lambda: answer_refresh(
            user=learner, module=two, block_id=block, response={}, client_key=uuid.uuid4()
        ),
    }.items():
        with pytest.raises(Refused) as refused:
            asks()
        assert refused.value.code == refusal
        assert refused.value.message.endswith((".", "first."))


def test_a_question_is_asked_as_it_is_published_now(two, learner):
    finish(learner, two, True, True)
    first, second = asked(two)
    before = two.live_revision_id
    draft = two.get_latest_revision_as_object()
    draft.body = ModulePage.body.field.stream_block.to_python(list(draft.body.raw_data)[1:])
    draft.save_revision().publish()
    live = ModulePage.objects.get(pk=two.pk)
    with pytest.raises(Refused, match="not asked any more"):
        give(learner, live, first)
    assert give(learner, live, second).revision_id == live.live_revision_id != before
