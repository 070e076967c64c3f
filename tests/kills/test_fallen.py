"""Workers lost in less tidy ways: one child of many, a machine that sleeps, ffmpeg in the middle."""

import os
import signal
import tempfile
from pathlib import Path

import pytest

from generation import scratch, services
from generation.engines.ffmpeg import Program
from generation.models import Production, State, production_storage
from generation.stages import STAGES
from tests.kills.line import an_hour_passes, finished, history, stages_run, state_of, sweep
from tests.kills.processes import eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked_for(house, draft, author):
    draft.latest_revision.publish(user=author)
    return Production.objects.get(module=draft)


def is_finished(production):
    return lambda: state_of(production) == State.AWAITING_REVIEW


def test_a_child_killed_for_its_memory_is_replaced_by_its_own_worker(house, asked_for):
    worker = house.worker(stop_at="narration:3")
    os.kill(worker.wait_until_it_stops(), signal.SIGKILL)
    before = finished()
    an_hour_passes()
    sweep()
    eventually(is_finished(asked_for), house.said)
    assert before.items() <= finished().items()
    assert worker.running.poll() is None
    assert history(asked_for) == ["asked", "resumed", "made"]


def test_a_worker_that_wakes_up_after_another_has_finished_changes_nothing(house, asked_for):
    sleeper = house.worker(stop_at="narration:3")
    sleeper.wait_until_it_stops()
    sleeper.signal(signal.SIGSTOP)
    an_hour_passes()
    house.worker()
    sweep()
    eventually(is_finished(asked_for), house.said)
    pieces, row = finished(), Production.objects.values().get()
    before = sleeper.said().count("succeeded in")
    sleeper.reached.with_suffix(".go").touch()
    sleeper.signal(signal.SIGCONT)
    eventually(lambda: sleeper.said().count("succeeded in") > before, house.said)
    assert finished() == pieces
    assert Production.objects.values().get() == row
    assert list(stages_run(asked_for)) == [stage.name for stage in STAGES]
    assert history(asked_for) == ["asked", "resumed", "made"]


def test_ffmpeg_dies_with_its_worker_and_the_film_is_made_by_the_next(house, asked_for, tmp_path):
    reached, real = tmp_path / "encoding", Program().path
    stuck = tmp_path / "ffmpeg"
    stuck.write_text(
        f'#!/bin/sh\n[ "$1" = -version ] && exec {real} "$@"\necho $$ > {reached}\nexec sleep 600\n'
    )
    stuck.chmod(0o755)
    doomed = house.worker(KILLS_ENGINES="real", GREENROOM_FFMPEG=str(stuck))
    eventually(lambda: reached.exists() and reached.read_text().strip(), house.said)
    child = int(reached.read_text())
    doomed.kill()
    eventually(lambda: not _alive(child), "ffmpeg outlived its worker")
    before = finished()
    an_hour_passes()
    house.worker(KILLS_ENGINES="real")
    sweep()
    eventually(is_finished(asked_for), house.said)
    assert before.items() <= finished().items()
    assert {piece.stage for piece in before.values()} >= {"script", "narration", "captions"}
    assert history(asked_for) == ["asked", "resumed", "made"]


def _alive(process_id: int) -> bool:
    try:
        with open(f"/proc/{process_id}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_a_killed_worker_left_half_written_is_taken_away_a_day_later(house, asked_for, monkeypatch):
    doomed = house.worker(stop_at="half a file:3")
    doomed.wait_until_it_stops()
    doomed.kill()
    monkeypatch.setattr(tempfile, "tempdir", str(house.scratch))
    root = production_storage().path("")
    left = [*_halves(root), *house.scratch.glob(f"{scratch.PREFIX}*")]
    assert len(left) == 2, "a half-written file, and the folder it was made in"
    services.tidy()
    assert all(path.exists() for path in left), "they might be somebody's yet"
    for path in left:
        os.utime(path, (0, 0))
    pieces = finished()
    services.tidy()
    assert not any(path.exists() for path in left)
    assert finished() == pieces


def _halves(root):
    return list(Path(root).glob("*/.*.part"))
