"""Points at which a worker stops, says so and waits to be killed. Nothing is replaced: it pauses.

KILLS_REACHED names a file: the worker that stops writes its process id there. Only the first one stops. A
file of that name with ``.go`` lets it go on.
"""

import dataclasses
import itertools
import os
import shutil
import threading
from pathlib import Path

from celery.signals import before_task_publish

from generation import pipeline
from generation.engines import registry
from tests.generation import fakes

ENGINES = {
    "narration": ("speech", "say"),
    "slides": ("slides", "render"),
    "cover": ("cover", "draw"),
    "audio": ("sound", "chunk"),
    "joining sound": ("sound", "join"),
    "video": ("video", "segment"),
    "joining": ("video", "join"),
    "sealing": ("seal", "seal"),
    "reference": ("reference", "pdf"),
    "recap": ("vertical", "render"),
}
"""Point -> engine and its method."""
STAGES = ("script", "captions")
"""Stages without an engine: they stop when their work is done and not yet kept."""

_engines = fakes.Engines()


def use_quick_engines() -> None:
    for name in (
        "speech",
        "slides",
        "vertical",
        "reference",
        "cover",
        "sound",
        "video",
        "scenes",
        "seal",
        "clips",
    ):
        setattr(registry, name, getattr(_engines, name))


def stop_at(point: str) -> None:
    """point: "name:number", the piece before which it stops."""
    name, _, number = point.partition(":")
    turn = int(number or 1)
    if name in ENGINES:
        engine, method = ENGINES[name]
        _stop_before(getattr(registry, engine)(), method, turn)
    elif name in STAGES:
        pipeline.STAGES = [_pausing(stage) if stage.name == name else stage for stage in pipeline.STAGES]
    elif name == "half a file":
        _stop_before(shutil, "copyfile", turn, first=_copy_half)
    elif name == "between stages":
        _stop_before_publishing(turn)
    else:
        raise LookupError(point)


def _stop_before(owner: object, name: str, turn: int, first=lambda *args: None) -> None:
    real, calls = getattr(owner, name), itertools.count(1)

    def stopping(*args, **kwargs):
        if next(calls) == turn:
            first(*args)
            wait()
        return real(*args, **kwargs)

    setattr(owner, name, stopping)


def _copy_half(source: Path, target: Path) -> None:
    whole = Path(source).read_bytes()
    Path(target).write_bytes(whole[: len(whole) // 2])


def _pausing(stage):
    def run(context):
        outcome = stage.run(context)
        wait()
        return outcome

    return dataclasses.replace(stage, run=run)


def _stop_before_publishing(turn: int) -> None:
    published = itertools.count(1)

    def publishing(sender=None, **kwargs):
        if sender == "generation.advance" and next(published) == turn:
            wait()

    before_task_publish.connect(publishing, weak=False)


def wait() -> None:
    reached = Path(os.environ["KILLS_REACHED"])
    try:
        with reached.open("x") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        return
    while not reached.with_suffix(".go").exists():
        threading.Event().wait(0.05)
