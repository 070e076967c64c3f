"""The sound of one passage, encoded apart among its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generation.digests import digest as digest_of
from generation.ports import Music, Stretch
from generation.stages.contract import Bench, Made, Outcome, Piece, named

VERSION = "4"


@dataclass(frozen=True)
class Played:
    """The studio's bed, made, and where it lies: a stretch for each passage, None where it is silent."""

    bed: str
    level: int
    stretches: Sequence[Stretch | None]

    def around(self, place: int) -> dict[str, Any] | None:
        """As plain data, for a passage and its neighbours; None where all three are without music."""
        silent = (None, *self.stretches, None)
        near = dict(zip(("before", "own", "after"), silent[place : place + 3], strict=True))
        if not any(near.values()):
            return None
        told = {name: [one.offset, one.left] if one else None for name, one in near.items()}
        return {"bed": self.bed, "level": self.level, **told}


def pieces(speech: Sequence[Made], engine: str, gain: float, played: Played | None = None) -> Iterator[Piece]:
    """A chunk is made of its passage and of what is heard of its neighbours across the two cuts."""
    for place, spoken in enumerate(speech):
        before = speech[place - 1] if place else None
        after = speech[place + 1] if place + 1 < len(speech) else None
        early, late = before.meta["tail"] if before else "", after.meta["head"] if after else ""
        spec: dict[str, Any] = {
            "passage": spoken.digest,
            "before": before.digest if before else "",
            "after": after.digest if after else "",
            "gain": gain,
        }
        facts: list[Any] = [VERSION, engine, gain, early, spoken.digest, late]
        if music := played.around(place) if played else None:
            spec["music"] = music
            facts.append(music)
        name = digest_of("chunk", *facts)
        yield Piece(name, "chunk", spec)


def needs(spec: Mapping[str, Any]) -> list[str]:
    bed = spec["music"]["bed"] if "music" in spec else ""
    return [name for name in (spec["passage"], spec["before"], spec["after"], bed) if name]


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
        music=_music(spec["music"], bench) if "music" in spec else None,
    )
    return Outcome({"heard": asdict(heard)}, target, engine=named(engine))


def _music(told: Mapping[str, Any], bench: Bench) -> Music:
    near = {name: Stretch(*told[name]) if told[name] else None for name in ("own", "before", "after")}
    return Music(bed=bench.files[told["bed"]], level=told["level"], **near)
