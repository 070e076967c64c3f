"""Pieces by kind: who makes them, and on which queue. Those of this process are made side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from generation.ports import EngineError
from generation.stages import chunk, footage, scene, segment, speech, wording
from generation.stages.contract import Bench, Context, Engines, Made, Outcome, Piece, Store

Work = Callable[[], tuple[Piece, Outcome, float]]
"""Makes a piece: itself, what came of it, seconds it took."""


@dataclass(frozen=True)
class Maker:
    """queue: of the workers that can make it. needs: of a spec, artifacts whose files it works on."""

    make: Callable[[Piece, Bench], Outcome]
    queue: str
    needs: Callable[[Mapping[str, Any]], Collection[str]] = lambda spec: ()


MAKERS = {
    "speech": Maker(speech.make, "speech"),
    "chunk": Maker(chunk.make, "media", chunk.needs),
    "segment": Maker(segment.make, "media", segment.needs),
    "wording": Maker(wording.make, "text"),
    "scene": Maker(scene.make, "media", scene.needs),
    "clip_sound": Maker(footage.make_sound, "media"),
    "clip_picture": Maker(footage.make_picture, "media"),
}


def missing(pieces: Iterable[Piece], store: Store) -> list[Piece]:
    """Those that are not in the store, each once, in order."""
    wanted = {one.digest: one for one in pieces}
    found = store.find(wanted)
    return [one for name, one in wanted.items() if name not in found]


def make_all(context: Context, pieces: Iterable[Piece], stage: str) -> dict[str, Made]:
    """Every piece by its digest, from the store or made here, some at a time."""
    wanted = {one.digest: one for one in pieces}
    found = context.store.find(wanted)
    left = [one for name, one in wanted.items() if name not in found]
    context.reused += len(found)
    context.progress(stage, len(found), len(wanted))
    begun = {one.digest: context.ahead.pop(one.digest) for one in left if one.digest in context.ahead}
    works = _works([one for one in left if one.digest not in begun], context)
    for one, outcome, took in context.hands.finished(works.values(), begun.values()):
        found[one.digest] = context.store.put(
            digest=one.digest, stage=one.kind, outcome=outcome, seconds=took
        )
        context.made += 1
        context.gpu_seconds += outcome.gpu_seconds
        context.progress(stage, len(found), len(wanted))
    return found


def begin(context: Context, pieces: Iterable[Piece]) -> None:
    """Have pieces made while stages before theirs use one core alone; `make_all` finds them begun.

    Raises EngineError as `bench_for`.
    """
    left = [one for one in missing(pieces, context.store) if one.digest not in context.ahead]
    for name, work in _works(left, context).items():
        context.ahead[name] = context.hands.begin(work)


def _works(pieces: Collection[Piece], context: Context) -> dict[str, Work]:
    bench = bench_for(pieces, context.engines, context.store, context.folder)
    return {one.digest: partial(_made, one, bench) for one in pieces}


def bench_for(pieces: Collection[Piece], engines: Engines, store: Store, folder: Path) -> Bench:
    """What these are made with. Raises EngineError where something they are made of is gone."""
    wanted = {name for one in pieces for name in MAKERS[one.kind].needs(one.spec)}
    found = store.find(wanted)
    if wanted - set(found):
        raise EngineError(
            "piece_gone", "Something that was made before is no longer there. Try again: it is made anew."
        )
    return Bench(engines, {name: store.path(made) for name, made in found.items()}, folder)


def _made(one: Piece, bench: Bench) -> tuple[Piece, Outcome, float]:
    began = perf_counter()
    outcome = MAKERS[one.kind].make(one, bench)
    return one, outcome, perf_counter() - began
