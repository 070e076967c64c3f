"""The recap: an upright film of at most ninety seconds, with what to keep and one question, never its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import accumulate
from pathlib import Path
from time import perf_counter
from typing import Any

from courses.phrasebook import phrase, speaking
from generation.captions import webvtt
from generation.digests import digest as digest_of
from generation.digests import unplaced
from generation.ports import Loudness
from generation.stages import captions, chunk, key_points, segment, speech
from generation.stages.audio import labels, levelled
from generation.stages.contract import Context, Made, Outcome, Piece, Stage, named
from generation.stages.pieces import make_all
from generation.stages.pronounce import say
from generation.stages.recap_script import Told, fitting, written
from generation.stages.sealing import sealed

VERSION = "1"


def _plan(context: Context) -> Iterator[Piece]:
    voices, pace = context.engines.speech(), context.source.words_per_minute
    for passage in written(context):
        said = [say(line["text"], context.source.lexicon, context.source.locale) for line in passage["lines"]]
        yield speech.piece(passage, said, voices, pace, context.source.locale)


def pieces(context: Context) -> tuple[Piece, ...]:
    return context.planned("recap", _plan)


def _slide(context: Context, passage: Mapping[str, Any]) -> dict[str, Any]:
    brand = {"brand": dict(context.source.brand)} if context.source.brand else {}
    with speaking(context.source.locale):
        footer = phrase("{studio}, AI-made", studio=context.source.studio)
    return passage["slide"] | {"footer": footer} | brand


def digest(context: Context) -> str:
    engines = context.engines
    made = [named(one) for one in (engines.vertical(), engines.video(), engines.sound())]
    slides = [unplaced(_slide(context, one)) for one in written(context)]
    spoken = [one.digest for one in pieces(context)]
    versions = [VERSION, chunk.VERSION, segment.VERSION, captions.VERSION]
    return digest_of("recap", versions, made, slides, spoken, titled(context), engines.seal().identity)


def run(context: Context) -> Outcome:
    """meta: seconds, captions (digest of their artifact), loudness, left_out: in words, in their order.

    Raises EngineError: recap_too_long, loudness.
    """
    names, engine = [one.digest for one in pieces(context)], named(context.engines.video())
    found = context.store.find(names)
    told, left_out = fitting(list(zip(written(context), (found[name] for name in names), strict=True)))
    spoken = [sound for _, sound in told]
    pictures = _drawn(context, [_slide(context, passage) for passage, _ in told])
    segments = [
        segment.piece(picture, sound.meta["total"], engine)
        for picture, sound in zip(pictures, spoken, strict=True)
    ]
    films = make_all(context, segments, "recap")
    target = context.folder / "recap.mp4"
    chunks, measured = _levelled(context, spoken)
    sound = _joined(context, chunks)
    shown = [
        (context.store.path(films[one.digest]), heard.meta["total"])
        for one, heard in zip(segments, spoken, strict=True)
    ]
    context.engines.video().join(shown, sound, target, chapters=(), **titled(context))
    texts = _captions(context, told)
    meta = {
        "seconds": sum(one.meta["total"] for one in spoken),
        "captions": texts,
        "loudness": asdict(measured),
        "left_out": left_out,
    }
    file = sealed(context, target, kind="recap", digest=digest(context), engine=engine)
    made = [one.digest for one in (*pictures, *chunks)]
    parts = tuple(
        dict.fromkeys(
            [texts, *key_points.parts(context.source), *names, *made, *(one.digest for one in segments)]
        )
    )
    return Outcome(meta=meta, file=file, parts=parts, engine=engine)


def titled(context: Context) -> dict[str, str]:
    """As `audio.labels`, and that it is the recap, in which no music is heard."""
    said = labels(context, music=False)
    return said | {"title": f"{said['title']}: recap"}


def _drawn(context: Context, slides: Sequence[Mapping[str, Any]]) -> list[Made]:
    engine = context.engines.vertical()
    names = [digest_of("upright", VERSION, named(engine), unplaced(slide)) for slide in slides]
    found = context.store.find(names)
    missing = {name: slide for name, slide in zip(names, slides, strict=True) if name not in found}
    began = perf_counter()
    pictures = engine.render(list(missing.values()), context.folder)
    for name, picture in zip(missing, pictures, strict=True):
        took = (perf_counter() - began) / len(missing)
        outcome = Outcome(file=picture, engine=named(engine))
        found[name] = context.store.put(digest=name, stage="slide", outcome=outcome, seconds=took)
        context.made += 1
    return [found[name] for name in names]


def _levelled(context: Context, spoken: Sequence[Made]) -> tuple[list[Made], Loudness]:
    """The sound in chunks, together as loud as a programme, and what was measured of it."""
    engine = context.engines.sound()

    def at(gain: float) -> list[Made]:
        wanted = list(chunk.pieces(spoken, named(engine), gain))
        made = make_all(context, wanted, "recap")
        return [made[one.digest] for one in wanted]

    return levelled(at)


def _joined(context: Context, chunks: Sequence[Made]) -> Path:
    target = context.folder / "recap.m4a"
    said = titled(context)
    files = [context.store.path(one) for one in chunks]
    context.engines.sound().join(files, target, chapters=(), title=said["title"], comment=said["comment"])
    return target


def _captions(context: Context, told: Sequence[Told]) -> str:
    """Keeps the captions; their digest."""
    *starts, _ = accumulate((sound.meta["total"] for _, sound in told), initial=0.0)
    cues = [
        cue
        for (passage, sound), start in zip(told, starts, strict=True)
        for cue in captions.cues_in(passage, sound, start)
    ]
    file = context.folder / "recap.vtt"
    for cue in cues:
        cue.pop("words")
    level = captions.level_of([sound for _, sound in told])
    note = captions.note(context.results["narration"].engine, level)
    file.write_text(webvtt(cues, note=note), encoding="utf-8")
    name = digest_of("recap captions", digest(context))
    context.store.put(digest=name, stage="recap_captions", outcome=Outcome(file=file), seconds=0.0)
    return name


STAGE = Stage("recap", digest, run, needs=("script", "narration"), pieces=pieces)
