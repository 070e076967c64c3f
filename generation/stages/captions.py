"""Captions, transcript and chapters: the author's own words, at the time each is spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from courses import phrasebook
from generation.captions import SENTENCE, WORD, cues_of, cues_of_sentences, webvtt
from generation.digests import digest as digest_of
from generation.ports import Word
from generation.stages.chapters import chapters
from generation.stages.contract import Context, Made, Outcome, Stage

DISCLOSURE = "AI-made from a lesson by people."
VERSION = "4"
SPREAD = "Words of recordings stand about where they are said."
BY_SENTENCE = "It does not say when it speaks each word: cues follow whole sentences."


def digest(context: Context) -> str:
    made = [context.results[name].digest for name in ("script", "narration")]
    own = phrasebook.digest(context.source.locale)  # of chapters, in lessons that are not English
    return digest_of("captions", VERSION, *made, *([own] if own else []))


def run(context: Context) -> Outcome:
    """meta: cues {start, end, text, block_id, name}, chapters {start, end, title, block_id}, words
    [start, end, text, number of its cue], and level: "word"; or "sentence", without words, where any line has
    none.
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
    level = level_of(speech)
    spread = any(passage.get("clip", {}).get("spread") for passage in passages)
    file.write_text(webvtt(cues, note=note(voice, level, spread=spread)), encoding="utf-8")
    context.made += 1
    with phrasebook.speaking(context.source.locale):
        parts = chapters(passages, starts, end)
    meta = {
        "cues": cues,
        "words": words if level == WORD else [],
        "chapters": parts,
        "level": level,
    }
    return Outcome(meta=meta, file=file)


def level_of(speech: Sequence[Made]) -> str:
    return SENTENCE if any(_without_words(spoken) for spoken in speech) else WORD


def note(voice: str, level: str, *, spread: bool = False) -> str:
    """What a caption file says at its head. spread: whether a recording's words have no measured times."""
    said = [f"{DISCLOSURE} Voice: {voice}."]
    said += [BY_SENTENCE] if level == SENTENCE else []
    return " ".join([*said, SPREAD] if spread else said)


def _without_words(spoken: Made) -> set[int]:
    """Lines whose words the voice did not time."""
    timed = {line for line, *_ in spoken.meta.get("words", ())}
    return {line for line, *_ in spoken.meta.get("sentences", ())} - timed


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
    whole = _without_words(spoken)
    sentences = [one for one in spoken.meta.get("sentences", ()) if one[0] in whole]
    words: dict[int, list[Word]] = {}
    for line, text, begins, ends in sorted([*spoken.meta["words"], *sentences], key=lambda one: one[0]):
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
        for cue in (cues_of_sentences(said) if line in whole else cues_of(said, until))
    ]


STAGE = Stage("captions", digest, run, needs=("script", "narration"))
