"""Two worker processes on one lesson of still slides against one, each with one encoder at a time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

from django.core.management import call_command
from wagtail.models import Revision

from benchmarks import lesson
from benchmarks.measuring import timed
from benchmarks.render import SLUG
from config.serving import prepare
from courses.models import ModulePage
from generation import services
from generation.models import Production

TIMES = 1.7
PIECES = ("narration", "audio", "video")
"""Stages that are handed out passage by passage."""


def run() -> Iterator[str]:
    prepare.database()
    if not ModulePage.objects.filter(slug=SLUG).exists():
        call_command("load_demo", verbosity=0)
    module = ModulePage.objects.get(slug=SLUG)
    whole, handed = {}, {}
    for workers, seed in ((1, 11), (2, 12)):
        production, whole[workers] = _made(module, lesson.still(module, seed), workers)
        handed[workers] = sum(run.seconds for run in production.runs.filter(stage__in=PIECES))
        took, length = whole[workers], production.seconds
        yield f"{workers} at work, one encoder each: {took:.1f} s for {length:.0f} s of lesson"
    gain, overall = handed[1] / handed[2], whole[1] / whole[2]
    told = f"two workers at least {TIMES} times one on the passages: {gain:.2f} (the whole {overall:.2f})"
    yield f"Limit: {told}: {'holds' if gain >= TIMES else 'DOES NOT HOLD'}"


def _made(module: ModulePage, revision: Revision, workers: int) -> tuple[Production, float]:
    production = services.request_production(module=module, revision=revision)
    command = [sys.executable, "-m", "benchmarks.worker", str(production.pk)]
    with ExitStack() as ended:
        crew = [ended.enter_context(_worker(command)) for _ in range(workers)]
        for one in crew:
            one.stdout.readline()
        with timed() as watch:
            for one in crew:
                one.stdin.write("go\n")
                one.stdin.flush()
            if any(one.wait() for one in crew):
                raise RuntimeError("A worker failed; its complaint stands above.")
    production.refresh_from_db()
    if not production.made:
        raise RuntimeError(production.reason)
    return production, watch.seconds


def _worker(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
