"""The video: a segment for each passage, joined without encoding again, over the finished sound."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from time import perf_counter

from generation.digests import digest as digest_of
from generation.stages.audio import chapters, labels
from generation.stages.contract import Context, Made, Outcome, Stage, named
from generation.stages.sealing import sealed
from generation.stages.side_by_side import side_by_side

VERSION = "1"

Plan = list[tuple[str, Made, float]]


def _plan(context: Context) -> Plan:
    """(digest, slide, seconds) of each segment, in order."""
    engine = named(context.engines.video())
    slides, speech = context.pieces("slides"), context.pieces("narration")
    return [
        (
            digest_of("segment", VERSION, engine, slide.digest, spoken.meta["total"]),
            slide,
            spoken.meta["total"],
        )
        for slide, spoken in zip(slides, speech, strict=True)
    ]


def digest(context: Context) -> str:
    segments = [name for name, _, _ in _plan(context)]
    return digest_of("video", VERSION, segments, context.results["audio"].digest)


def run(context: Context) -> Outcome:
    engine, plan = context.engines.video(), _plan(context)
    wanted = [name for name, _, _ in plan]
    found = context.store.find(wanted)
    context.reused += len(found)
    missing = {name: (slide, seconds) for name, slide, seconds in plan if name not in found}
    context.progress("video", len(found), len(wanted))
    for made in _encoded(context, missing):
        found[made.digest] = made
        context.made += 1
        context.progress("video", len(found), len(wanted))
    target = context.folder / "programme.mp4"
    segments = [(context.store.path(found[name]), seconds) for name, _, seconds in plan]
    sound = context.store.path(context.results["audio"])
    engine.join(segments, sound, target, chapters=chapters(context), **labels(context))
    meta = {"seconds": context.results["narration"].meta["seconds"]}
    file = sealed(context, target, kind="video", digest=digest(context), engine=named(engine))
    return Outcome(meta=meta, file=file, parts=tuple(dict.fromkeys(wanted)), engine=named(engine))


def _encoded(context: Context, missing: dict[str, tuple[Made, float]]) -> Iterator[Made]:
    """Segments as they are finished."""
    engine = context.engines.video()
    pictures = {name: context.store.path(slide) for name, (slide, _) in missing.items()}

    def encode(name: str, seconds: float) -> tuple[str, float]:
        began = perf_counter()
        engine.segment(pictures[name], seconds, context.folder / f"{name}.mp4")
        return name, perf_counter() - began

    for name, took in side_by_side(
        [partial(encode, name, seconds) for name, (_, seconds) in missing.items()]
    ):
        outcome = Outcome(file=context.folder / f"{name}.mp4", engine=named(engine))
        yield context.store.put(digest=name, stage="segment", outcome=outcome, seconds=took)


STAGE = Stage("video", digest, run, needs=("slides", "narration", "captions", "audio"))
