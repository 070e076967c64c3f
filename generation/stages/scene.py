"""The picture of one passage that moves: its slide, what moves, and what it comes out of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.digests import digest as digest_of
from generation.ports import Move, Movement
from generation.stages.contract import Bench, Made, Outcome, Piece, named
from generation.stages.moving import Moving

VERSION = "1"


def piece(
    slide: Made, seconds: float, moving: Moving, *, before: Made, after_push: bool, engine: str
) -> Piece:
    """before: the slide of the passage before; a dissolve is made of it, and nothing else is."""
    dissolves = moving.kind is Movement.DISSOLVE
    spec = {
        "slide": slide.digest,
        "seconds": seconds,
        "kind": str(moving.kind),
        "moving": moving.seconds,
        "before": before.digest if dissolves else "",
        "after_push": after_push and dissolves,
    }
    return Piece(digest_of("scene", VERSION, engine, spec), "scene", spec)


def needs(spec: Mapping[str, Any]) -> list[str]:
    return [name for name in (spec["slide"], spec["before"]) if name]


def make(one: Piece, bench: Bench) -> Outcome:
    engine, spec = bench.engines.scenes(), one.spec
    target = bench.folder / f"{one.digest}.mp4"
    before = bench.files.get(spec["before"])
    move = Move(Movement(spec["kind"]), spec["moving"], before, spec["after_push"])
    engine.scene(bench.files[spec["slide"]], spec["seconds"], target, move)
    return Outcome(file=target, engine=named(engine))
