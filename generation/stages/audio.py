"""The audio edition: every passage encoded apart and kept, joined by copy, with chapters, cover and seal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from generation.digests import digest as digest_of
from generation.engines import loudness
from generation.ports import Chapter, EngineError, Heard, Loudness
from generation.stages import bed, chunk
from generation.stages.captions import DISCLOSURE
from generation.stages.contract import Context, Made, Outcome, Piece, Stage, named
from generation.stages.pieces import begin as begin_pieces
from generation.stages.pieces import make_all
from generation.stages.sealing import sealed

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


def labels(context: Context, *, music: bool = True) -> dict[str, str]:
    """What the files say about themselves: their title, and by what they were made.

    music: whether the studio's may be heard in them.
    """
    source = context.source
    voice = context.results["narration"].engine
    heard = source.bed if music else None
    spoken = f"Voice: {voice}. Music: {heard.rights}" if heard else f"Voice: {voice}."
    return {
        "title": source.title,
        "comment": f"{source.studio}, {source.course}. {DISCLOSURE} {spoken}",
    }


def _plan(context: Context, gain: float = 0.0) -> Iterator[Piece]:
    speech = context.parts("narration")
    return chunk.pieces(speech, named(context.engines.sound()), gain, _played(context, speech))


def _played(context: Context, speech: Sequence[Made]) -> chunk.Played | None:
    music = bed.made(context)
    if music is None or context.source.bed is None:
        return None
    stretches = bed.stretches(context.results["script"].meta["passages"], speech)
    return chunk.Played(music.digest, context.source.bed.level, stretches)


def _music(context: Context) -> list[Any]:
    """What is heard of the studio's music: which, how loud, and where; nothing where there is none.

    A block that becomes story, or is none any more, changes no word of it, and yet its music.
    """
    given = context.source.bed
    if given is None:
        return []
    passages, speech = context.results["script"].meta["passages"], context.parts("narration")
    places = [one and [one.offset, one.left] for one in bed.stretches(passages, speech)]
    return [bed.VERSION, given.sha256, given.level, places]


def pieces(context: Context) -> tuple[Piece, ...]:
    return context.planned("audio", _plan)


def begin(context: Context) -> None:
    begin_pieces(context, pieces(context))


def digest(context: Context) -> str:
    speech = list(context.results["narration"].parts)
    facts = [asdict(one) for one in chapters(context)], labels(context)
    cover, seal = context.results["cover"].digest, context.engines.seal().identity
    made = named(context.engines.sound())
    music = _music(context)
    return digest_of("audio", VERSION, JOINED, chunk.VERSION, made, speech, facts, cover, seal, music)


def run(context: Context) -> Outcome:
    """meta: loudness {integrated, true_peak}, seconds, seal. Raises EngineError: loudness, bad_sound."""
    engine = context.engines.sound()
    chunks, measured = levelled(partial(_at, context))
    target = context.folder / "programme.m4a"
    files = [context.store.path(one) for one in chunks]
    cover = context.store.path(context.results["cover"])
    engine.join(files, target, chapters=chapters(context), cover=cover, **labels(context))
    seconds = context.results["narration"].meta["seconds"]
    meta = {"loudness": asdict(measured), "seconds": seconds, "seal": named(context.engines.seal())}
    parts = tuple(dict.fromkeys(one.digest for one in chunks))
    file = sealed(context, target, kind="audio", digest=digest(context), engine=named(engine))
    return Outcome(meta=meta, file=file, parts=parts, engine=named(engine))


def levelled(at: Callable[[float], list[Made]]) -> tuple[list[Made], Loudness]:
    """The chunks at the gain that makes the programme as loud as it should be; nearly always none.

    at: makes them at a gain in dB. Raises EngineError loudness.
    """
    gain = 0.0
    for _ in range(TRIES):
        chunks = at(gain)
        measured = loudness.of([Heard(**one.meta["heard"]) for one in chunks])
        if abs(measured.integrated - TARGET) <= TOLERANCE:
            return chunks, measured
        gain += round((TARGET - measured.integrated) / GAIN_STEP) * GAIN_STEP
    raise EngineError(
        "loudness",
        f"The sound came out at {measured.integrated:.1f} LUFS. Wanted: {TARGET:.0f}. "
        "Check for passages that are nearly silent, then retry.",
    )


def _at(context: Context, gain: float) -> list[Made]:
    """The chunks at a gain. Those at none were made before the stage runs, on other machines perhaps."""
    wanted = tuple(_plan(context, gain)) if gain else pieces(context)
    names = [one.digest for one in wanted]
    found = make_all(context, wanted, "audio") if gain else context.store.find(names)
    return [found[name] for name in names]


STAGE = Stage(
    "audio",
    digest,
    run,
    needs=("script", "narration", "captions", "cover"),
    pieces=pieces,
    begin=begin,
    begin_needs=("script", "narration"),
)
