"""The audio edition: the narration joined, levelled and encoded, with chapters."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from generation.digests import digest as digest_of
from generation.ports import Chapter
from generation.stages.contract import Context, Outcome, Stage, named

VERSION = "1"


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


def _facts(context: Context) -> list[Any]:
    speech = list(context.results["narration"].parts)
    return [
        named(context.engines.sound()),
        speech,
        [asdict(one) for one in chapters(context)],
        labels(context),
    ]


def digest(context: Context) -> str:
    return digest_of("audio", VERSION, _facts(context))


def run(context: Context) -> Outcome:
    engine = context.engines.sound()
    context.progress("audio", 0, 1)
    chunks = [context.store.path(piece) for piece in context.pieces("narration")]
    target = context.folder / "programme.m4a"
    loudness = engine.encode(chunks, target, chapters=chapters(context), **labels(context))
    context.made += 1
    context.progress("audio", 1, 1)
    meta = {"loudness": asdict(loudness), "seconds": context.results["narration"].meta["seconds"]}
    return Outcome(meta=meta, file=target, engine=named(engine))


STAGE = Stage("audio", digest, run, needs=("narration", "captions"))
