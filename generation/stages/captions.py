"""Captions, transcript and chapters: the author's own words, at the time each is spoken."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from generation.captions import cues_of, webvtt
from generation.digests import digest as digest_of
from generation.ports import Word
from generation.stages.chapters import chapters
from generation.stages.contract import Context, Made, Outcome, Stage

DISCLOSURE = "AI-made from a lesson by people."
VERSION = "3"


def digest(context: Context) -> str:
    return digest_of(
        "captions", VERSION, context.results["script"].digest, context.results["narration"].digest
    )


def run(context: Context) -> Outcome:
    """meta: cues {start, end, text, block_id, name}, chapters {start, end, title, block_id} and words
    [start, end, text, number of its cue].
    """
    passages, speech = context.results["script"].meta["passages"], context.parts("narration")
    *starts, end = accumulate((spoken.meta["total"] for spoken in speech), initial=0.0)
    cues: list[dict[str, Any]] = []
    words: list[list[Any]] = []
    for passage, spoken, start in zip(passages, speech, starts, strict=True):
        for cue in cues_in(passage, spoken, start):
            said = cue.pop("words")
            words += [[round(one.start, 3), round(one.end, 3), one.text, len(cues)] for one in said]
            cues.append(cue)
    file = context.folder / "captions.vtt"
    voice = context.results["narration"].engine
    file.write_text(webvtt(cues, note=f"{DISCLOSURE} Voice: {voice}."), encoding="utf-8")
    context.made += 1
    meta = {"cues": cues, "words": words, "chapters": chapters(passages, starts, end)}
    return Outcome(meta=meta, file=file)


def cues_in(passage: Mapping[str, Any], spoken: Made, start: float) -> list[dict[str, Any]]:
    """The cues of one passage, with their words. start: second at which it begins."""
    if "clip" in passage:
        return [
            {
                "start": round(start + begins, 3),
                "end": round(start + ends, 3),
                "text": text,
                "block_id": passage["block_id"],
                "name": name,
                "words": [],
            }
            for begins, ends, text, name in passage["clip"]["cues"]
        ]
    words: dict[int, list[Word]] = {}
    for line, text, begins, ends in spoken.meta["words"]:
        words.setdefault(line, []).append(Word(text, start + begins, start + ends))
    follows = [said[0].start for said in words.values()][1:] + [start + spoken.meta["total"]]
    return [
        {
            "start": round(cue.start, 3),
            "end": round(cue.end, 3),
            "text": cue.text,
            "block_id": passage["block_id"],
            "name": passage["lines"][line]["name"],
            "words": cue.words,
        }
        for (line, said), until in zip(words.items(), follows, strict=True)
        for cue in cues_of(said, until)
    ]


STAGE = Stage("captions", digest, run, needs=("script", "narration"))
