"""The narration: each passage spoken apart, and authors' clips where they play."""

from __future__ import annotations

from collections.abc import Iterator

from generation.digests import digest as digest_of
from generation.stages import footage, speech
from generation.stages.contract import Context, Outcome, Piece, Stage, named
from generation.stages.pronounce import say


def _plan(context: Context) -> Iterator[Piece]:
    voices, source = context.engines.speech(), context.source
    for passage in context.results["script"].meta["passages"]:
        if "clip" in passage:
            yield footage.sound_piece(passage["clip"], named(context.engines.clips()))
            continue
        said = [say(line["text"], source.lexicon, source.locale) for line in passage["lines"]]
        yield speech.piece(passage, said, voices, source.words_per_minute, source.locale)


def pieces(context: Context) -> tuple[Piece, ...]:
    return context.planned("narration", _plan)


def digest(context: Context) -> str:
    return digest_of("narration", [one.digest for one in pieces(context)])


def run(context: Context) -> Outcome:
    """meta: seconds of the whole. parts: the speech of each passage."""
    wanted = tuple(one.digest for one in pieces(context))
    found = context.store.find(wanted)
    meta = {"seconds": sum(found[name].meta["total"] for name in wanted)}
    return Outcome(meta=meta, parts=wanted, engine=named(context.engines.speech()))


STAGE = Stage("narration", digest, run, needs=("script",), pieces=pieces)
