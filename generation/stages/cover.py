"""The cover: what a player shows while somebody listens."""

from __future__ import annotations

from typing import Any

from generation.digests import digest as digest_of
from generation.digests import unplaced
from generation.stages.contract import Context, Outcome, Source, Stage, named

VERSION = "1"


def words(source: Source) -> dict[str, Any]:
    told = {
        "title": source.title,
        "course": source.course,
        "studio": source.studio,
        "disclosure": "AI-made narration",
    }
    return told | ({"brand": dict(source.brand)} if source.brand else {})


def digest(context: Context) -> str:
    return digest_of("cover", VERSION, named(context.engines.cover()), unplaced(words(context.source)))


def run(context: Context) -> Outcome:
    engine = context.engines.cover()
    target = context.folder / "cover.png"
    engine.draw(words(context.source), target)
    context.made += 1
    return Outcome(file=target, engine=named(engine))


STAGE = Stage("cover", digest, run)
