"""The script: every passage with what is shown, what is written and what is said, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from courses.blocks.contract import Passage
from courses.narration import CLOSING, OPENING, Narrated
from courses.pacing import LIMIT_SECONDS
from generation.digests import digest as digest_of
from generation.digests import own_digest
from generation.ports import EngineError
from generation.stages import wording
from generation.stages.clip_cues import cues, is_spread
from generation.stages.contract import Context, Outcome, Piece, Source, Stage, named
from generation.stages.pronounce import say

VERSION = "2"


def pieces(context: Context) -> tuple[Piece, ...]:
    """Passages that a language model tells, where it is to tell any. Raises EngineError."""
    _refuse_what_cannot_be_made(context.source)
    return wording.pieces(context)


def digest(context: Context) -> str:
    return digest_of(
        "script", VERSION, write(context.source), [one.digest for one in wording.pieces(context)]
    )


def run(context: Context) -> Outcome:
    """Raises EngineError: empty, nothing_to_say, too_long."""
    source = context.source
    _refuse_what_cannot_be_made(source)
    passages = write(source, wording.told(context))
    _refuse_too_long(source.estimate + _longer(source, passages))
    told_by = wording.pieces(context)
    engine = named(context.engines.narrator()) if told_by else ""
    return Outcome(meta={"passages": passages}, parts=tuple(one.digest for one in told_by), engine=engine)


def _refuse_what_cannot_be_made(source: Source) -> None:
    if not any(told.block_id not in (OPENING, CLOSING) for told in source.narrated):
        raise EngineError("empty", "This module has no content yet. Write its body, then make its media.")
    if not any(passage["block_id"] not in (OPENING, CLOSING) for passage in write(source)):
        raise EngineError(
            "nothing_to_say", "Nothing in this module can be spoken. Add text, then make its media."
        )
    _refuse_too_long(source.estimate)


def _refuse_too_long(seconds: float) -> None:
    if seconds > LIMIT_SECONDS:
        raise EngineError(
            "too_long",
            f"This module runs {seconds / 60:.0f} minutes by estimate, {seconds - LIMIT_SECONDS:.0f} s past "
            "fifteen. Shorten it or split it in two. It stays a draft until then.",
        )


def _longer(source: Source, passages: Sequence[Mapping[str, Any]]) -> float:
    """Seconds, by estimate, that a model's words take more than the author's; none where they take less."""
    own = {own_digest(one): one.words for told in source.narrated for one in told.passages}
    more = sum(
        len(line["text"].split()) for one in passages if one["reworded"] for line in one["lines"]
    ) - sum(own[one["source"]] for one in passages if one["reworded"])
    return max(0, more) * 60 / source.words_per_minute


def write(
    source: Source, told_by_model: Mapping[str, Mapping[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """Passages in order: block_id, purpose, section, source, slide, pause, mended, reworded, flags, lines.

    told_by_model: digest of a passage's own lines -> {lines, flags} said in their place (`stages.wording`).
    A line is {voice, name, text, spoken}; spoken is empty where there is nothing to say. The author's own
    has ``before``, the seconds of its breath. A line of a model's has ``cites`` too, the author's sentence it
    rests on. A flag is {line, code, words, cites, reason}. A passage in which a clip plays has ``clip``
    (`_clip`) and no lines.
    """
    passages = []
    for told in source.narrated:
        for passage in told.passages:
            written = _passage(source, told, passage, (told_by_model or {}).get(own_digest(passage)))
            if passage.clip or any(line["spoken"] for line in written["lines"]):
                passages.append(written)
    return passages


def _passage(
    source: Source, told: Narrated, passage: Passage, wording: Mapping[str, Any] | None
) -> dict[str, Any]:
    own = own_digest(passage)
    mended = source.mends.get(own)
    if mended:
        lines = _mended(passage, mended)
    elif wording:
        lines = [{"voice": "narrator", "name": "", **line} for line in wording["lines"]]
    else:
        lines = [
            {"voice": line.voice, "name": line.name, "text": line.text, "before": line.before}
            for line in passage.lines
        ]
    return {
        "block_id": told.block_id,
        "purpose": str(told.purpose),
        "section": told.section,
        "source": own,
        "mended": bool(mended),
        "reworded": bool(wording and not mended),
        "flags": list(wording["flags"]) if wording and not mended else [],
        "slide": {"eyebrow": "", **passage.slide},
        "pause": passage.pause,
        "lines": [
            {**line, "spoken": say(line["text"], source.lexicon, source.locale).spoken} for line in lines
        ],
        **({"clip": _clip(passage.clip)} if passage.clip else {}),
    }


def _clip(clip: Mapping[str, Any]) -> dict[str, Any]:
    """id, medium, title, file, digest, seconds, cues: [start, end, text, name] from its beginning, and
    spread: whether their times are no more than about right.
    """
    facts = {name: clip[name] for name in ("id", "medium", "title", "file", "digest", "seconds")}
    return {**facts, "cues": cues(clip), "spread": is_spread(clip)}


def _mended(passage: Passage, texts: Sequence[str]) -> list[dict[str, Any]]:
    """A mend of a model's words may have another number of lines than the author's: then one voice speaks."""
    if len(texts) != len(passage.lines):
        return [{"voice": "narrator", "name": "", "text": text} for text in texts]
    return [
        {"voice": line.voice, "name": line.name, "text": text, "before": line.before}
        for line, text in zip(passage.lines, texts, strict=True)
    ]


STAGE = Stage("script", digest, run, pieces=pieces)
