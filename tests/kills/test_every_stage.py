"""A worker is killed with SIGKILL, its children with it, at every point of the line; another one finishes."""

import pytest

from courses.narration import narrate
from courses.queries import lesson_at
from generation import services
from generation.digests import own_digest
from generation.models import Mend, Production, State
from generation.queries import script_of
from generation.stages import STAGES
from tests.kills.line import an_hour_passes, finished, history, stages_run, state_of, sweep
from tests.kills.processes import eventually

pytestmark = pytest.mark.django_db(transaction=True)

POINTS = {
    "script": "script",
    "narration:3": "speech",
    "half a file:3": "speech",
    "captions": "captions",
    "slides": "slide",
    "cover": "cover",
    "audio:3": "chunk",
    "joining sound": "audio",
    "video:3": "segment",
    "joining": "video",
    "sealing:2": "video",
    "reference": "reference",
    "recap": "recap",
    "between stages:3": "",
}
"""Where the worker stops: before the third passage, before the third segment … -> what it was making."""
BETWEEN_PIECES = {
    "narration:3": "narration",
    "half a file:3": "narration",
    "audio:3": "audio",
    "video:3": "video",
}
"""Points in the middle of a stage, with pieces finished before and pieces to come."""
MENDED = "These are other words."


@pytest.fixture
def asked_for(house, draft, author):
    """Published by its author, with one line mended, and in the queue."""
    passage = narrate(lesson_at(draft.latest_revision).lesson())[2].passages[0]
    words = [MENDED] * len(passage.lines)
    Mend.objects.create(module=draft, source=own_digest(passage), lines=words, mended_by=author)
    draft.latest_revision.publish(user=author)
    return Production.objects.get(module=draft)


def awaits_review(production):
    return lambda: state_of(production) == State.AWAITING_REVIEW


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_worker_costs_only_the_piece_it_was_at(house, asked_for, point):
    doomed = house.worker(stop_at=point)
    doomed.wait_until_it_stops()
    if point in BETWEEN_PIECES:
        # Segments are encoded beside the thread that keeps them.
        eventually(lambda: any(one.stage == POINTS[point] for one in finished().values()), house.said)
    doomed.kill()
    before = finished()
    between = point.startswith("between")
    if not between:
        assert services.take_up() == [], "its lease still runs: it might be alive"
    an_hour_passes()

    house.worker()
    sweep()
    eventually(awaits_review(asked_for), house.said)

    after = finished()
    assert before.items() <= after.items(), "a finished piece was made again"
    runs = stages_run(asked_for)
    assert list(runs) == [stage.name for stage in STAGES]
    if stage := BETWEEN_PIECES.get(point):
        kept = sum(one.stage == POINTS[point] for one in before.values())
        pieces = sum(one.stage == POINTS[point] for one in after.values())
        assert 0 < kept < pieces
        made, reused = runs[stage]
        assert kept < made <= pieces and not reused, (
            "each once, by the one or the other; the recap has its own"
        )
    assert Production.objects.count() == 1
    asked_for.refresh_from_db()
    assert any(line["text"] == MENDED for one in script_of(asked_for) for line in one["lines"])
    assert history(asked_for) == ["asked", "made"] if between else ["asked", "resumed", "made"]
