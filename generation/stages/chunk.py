"""The sound of one passage, encoded apart among its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from generation.digests import digest as digest_of
from generation.stages.contract import Bench, Made, Outcome, Piece, named

VERSION = "2"


def pieces(speech: Sequence[Made], engine: str, gain: float) -> Iterator[Piece]:
    """A chunk is made of its passage and of what is heard of its neighbours across the two cuts."""
    for place, spoken in enumerate(speech):
        before = speech[place - 1] if place else None
        after = speech[place + 1] if place + 1 < len(speech) else None
        early, late = before.meta["tail"] if before else "", after.meta["head"] if after else ""
        spec = {
            "passage": spoken.digest,
            "before": before.digest if before else "",
            "after": after.digest if after else "",
            "gain": gain,
        }
        name = digest_of("chunk", VERSION, engine, gain, early, spoken.digest, late)
        yield Piece(name, "chunk", spec)


def needs(spec: Mapping[str, Any]) -> list[str]:
    return [name for name in (spec["passage"], spec["before"], spec["after"]) if name]


def make(one: Piece, bench: Bench) -> Outcome:
    """meta: heard, what was measured of it."""
    engine, spec = bench.engines.sound(), one.spec
    target = bench.folder / f"{one.digest}.m4a"
    heard = engine.chunk(
        bench.files[spec["passage"]],
        target,
        before=bench.files.get(spec["before"]),
        after=bench.files.get(spec["after"]),
        gain=spec["gain"],
    )
    return Outcome({"heard": asdict(heard)}, target, engine=named(engine))
