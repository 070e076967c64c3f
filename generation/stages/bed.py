"""The studio's music: where it lies in a lesson, and the bed itself, made when a lesson first wants it.

It begins anew with each run of opening, story or closing, so that what changes elsewhere moves no music.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any

from courses.narration import CLOSING, OPENING
from generation.digests import digest as digest_of
from generation.ports import SAMPLE_RATE, Stretch
from generation.stages.contract import Context, Made, Outcome, named

VERSION = "1"
FARTHEST = 2 * SAMPLE_RATE
"""Samples. How much of a run is left makes no difference farther from its end: music fades out in less."""


def made(context: Context) -> Made | None:
    """The studio's bed, made if it is not there; None without one. Raises EngineError bad_bed, bed_gone."""
    given = context.source.bed
    if given is None:
        return None
    engine = context.engines.sound()
    name = digest_of("bed", VERSION, named(engine), given.sha256)
    found = context.store.find([name]).get(name)
    if found is None:
        began = perf_counter()
        target = context.folder / f"{name}.wav"
        engine.bed(given.fetch(), target)
        outcome = Outcome(file=target, engine=named(engine))
        found = context.store.put(digest=name, stage="bed", outcome=outcome, seconds=perf_counter() - began)
    return found


def stretches(passages: Sequence[Mapping[str, Any]], speech: Sequence[Made]) -> list[Stretch | None]:
    """For each passage its place in a run of music; None where there is none."""
    lengths = [round(spoken.meta["total"] * SAMPLE_RATE) for spoken in speech]
    runs = [_run(passage) for passage in passages]
    found: list[Stretch | None] = []
    offset = 0
    for place, run in enumerate(runs):
        offset = offset if place and run == runs[place - 1] else 0
        end = next((at for at in range(place, len(runs)) if runs[at] != run), len(runs))
        left = min(sum(lengths[place + 1 : end]), FARTHEST)
        found.append(Stretch(offset, left) if run else None)
        offset += lengths[place]
    return found


def _run(passage: Mapping[str, Any]) -> str:
    """What kind of run a passage belongs to; empty where no music lies. A clip has a sound of its own."""
    if passage.get("clip"):
        return ""
    if passage["block_id"] in (OPENING, CLOSING):
        return passage["block_id"]
    return "story" if passage["purpose"] == "story" else ""
