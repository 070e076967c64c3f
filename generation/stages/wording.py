"""Passages told by a language model, each checked against the author's words and kept until those change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from time import perf_counter
from typing import Any

from courses.blocks.contract import Passage, Purpose
from courses.blocks.plain import sentences
from courses.narration import CLOSING, OPENING, Narrated
from generation import grounding
from generation.digests import digest as digest_of
from generation.digests import own_digest
from generation.ports import EngineError
from generation.stages.contract import Bench, Context, Outcome, Piece, Source, named

VERSION = "1"
SHORTEST = 8
"""Words. A shorter passage is spoken as it is written."""
LANGUAGE = "en"
"""Of the prompts, and of what is checked."""


def pieces(context: Context) -> tuple[Piece, ...]:
    """One for each passage a model is to tell, none where it tells none. Raises EngineError."""
    return context.planned("wording", _plan) if context.source.told_by_model else ()


def _plan(context: Context) -> Iterator[Piece]:
    source = context.source
    if source.locale.partition("-")[0] != LANGUAGE:
        raise EngineError(
            "narration_language",
            "A language model can word lessons in English only. Have your own words spoken instead.",
        )
    identity = dict(context.engines.narrator().identity())
    for passage in told_passages(source):
        yield piece(passage, identity, source.wording_seed)


def told_passages(source: Source) -> list[Passage]:
    """Those that may be told in other words, and that nobody mended."""
    return [
        passage
        for told in source.narrated
        for passage in told.passages
        if _may_be_told(told, passage) and own_digest(passage) not in source.mends
    ]


def _may_be_told(told: Narrated, passage: Passage) -> bool:
    """Prose that teaches, and no question, story, code or prompt. The frame of a lesson is its author's."""
    plain = passage.prose and all(line.voice == "narrator" and not line.name for line in passage.lines)
    framed = told.block_id in (OPENING, CLOSING)
    return plain and not framed and told.purpose == Purpose.TEACH and passage.words >= SHORTEST


def own_sentences(passage: Passage) -> list[str]:
    return [one for line in passage.lines for one in sentences(line.text)]


def piece(passage: Passage, identity: Mapping[str, Any], seed: int) -> Piece:
    """Nothing but the passage's own words goes in: only where they change is it told anew."""
    own = own_sentences(passage)
    spec = {
        "version": VERSION,
        "grounding": grounding.VERSION,
        "narrator": dict(identity),
        "seed": seed,
        "own": own,
        "most_words": grounding.most_words(own),
    }
    return Piece(digest_of("wording", spec), "wording", spec)


def make(one: Piece, bench: Bench) -> Outcome:
    """meta: lines [{text, cites}], flags, seed, model. Of several ways to say it, that with fewest flags."""
    began = perf_counter()
    narrator, own = bench.engines.narrator(), one.spec["own"]
    ways = narrator.tell(own, most_words=one.spec["most_words"], seed=one.spec["seed"])
    embedder = bench.engines.embedder()
    checked = [(lines, grounding.check(lines, own, embedder)) for lines in ways]
    lines, flags = min(checked, key=lambda way: len(way[1]))
    meta = {
        "lines": [{"text": line.text, "cites": own[line.cites]} for line in lines],
        "flags": [flag.as_data() for flag in flags],
        "seed": one.spec["seed"],
        "model": narrator.model,
    }
    on_gpu = getattr(narrator, "device", "cpu") == "cuda"
    took = perf_counter() - began if on_gpu else 0.0
    return Outcome(meta=meta, engine=named(narrator), gpu_seconds=took)


def told(context: Context) -> dict[str, Mapping[str, Any]]:
    """Digest of a passage's own lines -> what is said in their place."""
    planned = pieces(context)
    found = context.store.find([one.digest for one in planned])
    passages = told_passages(context.source) if planned else []
    return {
        own_digest(passage): found[one.digest].meta for passage, one in zip(passages, planned, strict=True)
    }
