"""The script: every passage with what is shown, what is written and what is said, line by line."""

from __future__ import annotations

from typing import Any

from courses.blocks.contract import Passage
from courses.narration import CLOSING, OPENING, Narrated
from courses.pacing import LIMIT_SECONDS
from generation.digests import digest as digest_of
from generation.digests import own_digest
from generation.ports import EngineError
from generation.stages.contract import Context, Outcome, Source, Stage
from generation.stages.pronounce import say

VERSION = "1"


def digest(context: Context) -> str:
    return digest_of("script", VERSION, write(context.source))


def run(context: Context) -> Outcome:
    """Raises EngineError: empty, nothing_to_say, too_long."""
    source = context.source
    blocks = [told for told in source.narrated if told.block_id not in (OPENING, CLOSING)]
    if not blocks:
        raise EngineError("empty", "This module has no content yet. Write its body, then make its media.")
    passages = write(source)
    if not any(passage["block_id"] not in (OPENING, CLOSING) for passage in passages):
        raise EngineError(
            "nothing_to_say", "Nothing in this module can be spoken. Add text, then make its media."
        )
    if source.estimate > LIMIT_SECONDS:
        over = source.estimate - LIMIT_SECONDS
        raise EngineError(
            "too_long",
            f"This module runs {source.estimate / 60:.0f} minutes by estimate, {over:.0f} s past fifteen. "
            "Shorten it or split it in two. It stays a draft until then.",
        )
    return Outcome(meta={"passages": passages})


def write(source: Source) -> list[dict[str, Any]]:
    """Passages in order: block_id, purpose, section, source, slide, pause, mended, lines.

    A line is {voice, name, text, spoken}; spoken is empty where there is nothing to say.
    """
    passages = []
    for told in source.narrated:
        for passage in told.passages:
            written = _passage(source, told, passage)
            if any(line["spoken"] for line in written["lines"]):
                passages.append(written)
    return passages


def _passage(source: Source, told: Narrated, passage: Passage) -> dict[str, Any]:
    own = own_digest(passage)
    mended = source.mends.get(own)
    lines = []
    for number, line in enumerate(passage.lines):
        text = mended[number] if mended else line.text
        spoken = say(text, source.lexicon).spoken
        lines.append({"voice": line.voice, "name": line.name, "text": text, "spoken": spoken})
    return {
        "block_id": told.block_id,
        "purpose": str(told.purpose),
        "section": told.section,
        "source": own,
        "mended": bool(mended),
        "slide": {"eyebrow": "", **passage.slide},
        "pause": passage.pause,
        "lines": lines,
    }


STAGE = Stage("script", digest, run)
