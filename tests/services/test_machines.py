"""Several workers share one lesson, as several machines do: docs/scaling.md, on PostgreSQL, Redis and S3."""

import sys

import pytest
from django.conf import settings

from generation.models import PieceWork, StageRun, State
from generation.stages import STAGES
from tests import factories
from tests.kills.line import an_hour_passes, history, state_of, sweep
from tests.kills.processes import House, Worker, eventually
from tests.lesson import block, single

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PARAGRAPHS = [f"Take {number}: say what the lamp does, and where it stands." for number in range(6)]


class Machines(House):
    """Workers as other machines run them: nothing in common but database, broker and bucket."""

    def __init__(self, folder, endpoint: str) -> None:
        super().__init__(folder, settings.CELERY_BROKER_URL)
        self.endpoint = endpoint

    def environment(self) -> dict[str, str]:
        return super().environment() | {
            "GREENROOM_S3_BUCKET": "studio-media",
            "GREENROOM_S3_ENDPOINT": self.endpoint,
            "GREENROOM_S3_REGION": "us-east-1",
            "GREENROOM_THREADS": "1",
            "KILLS_ENGINES": "real",
        }

    def machine(self, name: str, queues: str, stop_at: str = "") -> Worker:
        reached = self.folder / f"reached-{name}"
        own = {"KILLS_REACHED": str(reached), "KILLS_POINT": stop_at}
        own |= {"GREENROOM_DATA_DIR": str(self.folder / name), "TMPDIR": str(self.scratch)}
        command = [sys.executable, "-m", "celery", "--app", "tests.kills.app", "worker", "--hostname", name]
        command += ["--queues", queues, "--concurrency", "1", "--without-gossip", "--without-mingle"]
        worker = Worker(command, self.environment() | own, self.folder / f"{name}.log", reached=reached)
        self.processes.append(worker)
        return worker


@pytest.fixture
def machines(studio, tmp_path):
    if not settings.CELERY_BROKER_URL.startswith(("redis:", "amqp:")):
        pytest.fail("Name a server in CELERY_BROKER_URL: redis://… or amqp://…")
    machines = Machines(tmp_path, studio.endpoint)
    yield machines
    machines.close()


@pytest.fixture
def production(machines, course, author):
    body = [block("rich_text", {"text": f"<p>{text}</p>", "purpose": "teach"}, text) for text in PARAGRAPHS]
    return factories.module(course, owner=author, body=[*body, single()]).productions.get()


def pieces_by_worker(production) -> dict[str, dict[str, int]]:
    runs = StageRun.objects.filter(production=production).exclude(workers={})
    return {run.stage: run.workers for run in runs}


def test_machines_share_a_lesson_and_one_that_is_lost_costs_the_piece_it_was_at(machines, production, studio):
    machines.machine("speech@gpu", "default,text,speech")
    doomed = machines.machine("media@one", "media", stop_at="audio:3")
    doomed.wait_until_it_stops()
    assert pieces_by_worker(production).keys() == {"narration"}
    assert PieceWork.objects.filter(worker="media@one", finished_at__isnull=False).count() == 2
    doomed.kill()
    studio.mark()

    before = set(studio.names())
    machines.machine("media@two", "media")
    eventually(lambda: "ready." in machines.processes[-1].said(), machines.said)
    an_hour_passes()
    sweep()
    eventually(lambda: state_of(production) == State.AWAITING_REVIEW, machines.said)

    assert before.isdisjoint(studio.unmarked()), "what was there was written again"
    shared = pieces_by_worker(production)
    assert set(shared["narration"]) == {"speech@gpu"}, "and who listens to speech makes nothing else"
    assert shared["audio"]["media@one"] == 2 and shared["audio"]["media@two"] >= 4
    assert set(shared["video"]) == {"media@two"}
    runs = list(StageRun.objects.filter(production=production).values_list("stage", flat=True))
    assert sorted(runs) == sorted(stage.name for stage in STAGES), "each stage once"
    assert not PieceWork.objects.exists()
    assert history(production) == ["asked", "resumed", "made"]
