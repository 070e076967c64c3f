"""The audio edition: every passage encoded apart and kept, joined by copy, with chapters, cover and seal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from time import perf_counter

from generation.digests import digest as digest_of
from generation.engines import loudness
from generation.ports import Chapter, EngineError, Heard, Loudness
from generation.stages.contract import Context, Made, Outcome, Stage, named
from generation.stages.sealing import sealed
from generation.stages.side_by_side import side_by_side

VERSION = "2"
JOINED = "1"
"""Changes with how chunks become a file, which makes no chunk again."""
TARGET, TOLERANCE = -16.0, 0.8
"""LUFS. Lessons come out at -16.1 to -16.4; past the tolerance the whole is turned up or down."""
TRIES = 3
GAIN_STEP = 0.5
"""dB. A step this coarse outlasts a small change of the lesson, and with it every chunk does."""


def chapters(context: Context) -> list[Chapter]:
    return [
        Chapter(one["title"], one["start"], one["end"])
        for one in context.results["captions"].meta["chapters"]
    ]


def labels(context: Context) -> dict[str, str]:
    """What the files say about themselves: their title, and by what they were made."""
    source = context.source
    voice = context.results["narration"].engine
    return {
        "title": source.title,
        "comment": f"{source.studio}, {source.course}. AI-made from a lesson by people. Voice: {voice}.",
    }


def digest(context: Context) -> str:
    speech = list(context.results["narration"].parts)
    facts = [asdict(one) for one in chapters(context)], labels(context)
    cover, seal = context.results["cover"].digest, context.engines.seal().identity
    return digest_of("audio", VERSION, JOINED, named(context.engines.sound()), speech, facts, cover, seal)


def run(context: Context) -> Outcome:
    """meta: loudness {integrated, true_peak}, seconds. Raises EngineError: loudness, bad_sound."""
    engine = context.engines.sound()
    chunks, measured = _levelled(context)
    target = context.folder / "programme.m4a"
    files = [context.store.path(chunk) for chunk in chunks]
    cover = context.store.path(context.results["cover"])
    engine.join(files, target, chapters=chapters(context), cover=cover, **labels(context))
    meta = {"loudness": asdict(measured), "seconds": context.results["narration"].meta["seconds"]}
    parts = tuple(dict.fromkeys(chunk.digest for chunk in chunks))
    file = sealed(context, target, kind="audio", digest=digest(context), engine=named(engine))
    return Outcome(meta=meta, file=file, parts=parts, engine=named(engine))


def _levelled(context: Context) -> tuple[list[Made], Loudness]:
    """The chunks at the gain that makes the programme as loud as it should be; nearly always none."""
    gain = 0.0
    for _ in range(TRIES):
        chunks = _chunks(context, gain)
        measured = loudness.of([Heard(**chunk.meta["heard"]) for chunk in chunks])
        if abs(measured.integrated - TARGET) <= TOLERANCE:
            return chunks, measured
        gain += round((TARGET - measured.integrated) / GAIN_STEP) * GAIN_STEP
    raise EngineError(
        "loudness",
        f"The sound came out at {measured.integrated:.1f} LUFS. Wanted: {TARGET:.0f}. "
        "Check for passages that are nearly silent, then retry.",
    )


def _chunks(context: Context, gain: float) -> list[Made]:
    """One a passage, in order; those that are not in the store are encoded, two at a time."""
    speech = context.pieces("narration")
    wanted = _digests(speech, named(context.engines.sound()), gain)
    found = context.store.find(wanted)
    context.reused += len(found)
    missing = {name: place for place, name in enumerate(wanted) if name not in found}
    context.progress("audio", len(found), len(found) + len(missing))
    for name, heard, took in side_by_side(_works(context, speech, missing, gain)):
        file = context.folder / f"{name}.m4a"
        outcome = Outcome({"heard": asdict(heard)}, file, engine=named(context.engines.sound()))
        found[name] = context.store.put(digest=name, stage="chunk", outcome=outcome, seconds=took)
        context.made += 1
        context.progress("audio", len(found), len(set(wanted)))
    return [found[name] for name in wanted]


def _digests(speech: Sequence[Made], engine: str, gain: float) -> list[str]:
    """A chunk is made of its passage and of what is heard of its neighbours across the two cuts."""
    before = ["", *(spoken.meta["tail"] for spoken in speech[:-1])]
    after = [*(spoken.meta["head"] for spoken in speech[1:]), ""]
    return [
        digest_of("chunk", VERSION, engine, gain, early, spoken.digest, late)
        for early, spoken, late in zip(before, speech, after, strict=True)
    ]


def _works(
    context: Context, speech: Sequence[Made], missing: dict[str, int], gain: float
) -> list[Callable[[], tuple[str, Heard, float]]]:
    """For each missing chunk what encodes it: its digest, what was measured, and the seconds it took."""
    engine = context.engines.sound()
    around = {at for place in missing.values() for at in (place - 1, place, place + 1)}
    paths = {at: context.store.path(spoken) for at, spoken in enumerate(speech) if at in around}

    def encode(name: str, place: int) -> tuple[str, Heard, float]:
        began = perf_counter()
        before, after = paths.get(place - 1), paths.get(place + 1)
        target: Path = context.folder / f"{name}.m4a"
        heard = engine.chunk(paths[place], target, before=before, after=after, gain=gain)
        return name, heard, perf_counter() - began

    return [partial(encode, name, place) for name, place in missing.items()]


STAGE = Stage("audio", digest, run, needs=("narration", "captions", "cover"))
