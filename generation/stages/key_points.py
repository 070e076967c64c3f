"""What stands in for key points where the author of a lesson named none: its own sentences, chosen once."""

from __future__ import annotations

from time import perf_counter

from generation.digests import digest as digest_of
from generation.ports import EngineError
from generation.stages.contract import Context, Outcome, Source, named

VERSION = "2"
MOST = 5


def choice(source: Source) -> str:
    """The digest of what a choice rests on, and its name in the store; empty where none has to be made."""
    if source.key_points or not source.sentences:
        return ""
    return digest_of("key_points", VERSION, source.title, [one.text for one in source.sentences])


def parts(source: Source) -> list[str]:
    """What a sheet or a recap needs of a choice, to be kept as long as they are."""
    name = choice(source)
    return [name] if name else []


def chosen(context: Context, most: int = MOST) -> list[str]:
    """The most telling sentences of the lesson, at most so many, in its order; none where its author named
    key points. Raises EngineError where they must be chosen and no embeddings are there.
    """
    told = _told(context)[:most]
    return [context.source.sentences[at].text for at in sorted(told)]


def _told(context: Context) -> list[int]:
    """Numbers of sentences, the most telling first."""
    source, name = context.source, choice(context.source)
    if not name:
        return []
    if found := context.store.find([name]).get(name):
        return list(found.meta["told"])
    from generation.engines.extractive.picking import pick  # a web node has no numpy

    began = perf_counter()
    try:
        embedder = context.engines.embedder()
    except EngineError as error:
        raise EngineError(
            error.code, f"{error.message} Or write key points in the module: then nothing has to be chosen."
        ) from error
    told = pick(source.sentences, MOST, embedder, title=source.title)
    outcome = Outcome(meta={"told": told}, engine=named(embedder))
    context.store.put(digest=name, stage="key_points", outcome=outcome, seconds=perf_counter() - began)
    return told
