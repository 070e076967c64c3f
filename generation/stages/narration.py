"""The narration: each passage spoken, a sound of its own that is kept until its words or voice change."""

from __future__ import annotations

import math
from collections.abc import Mapping
from time import perf_counter
from typing import Any

import numpy as np

from generation.digests import digest as digest_of
from generation.engines import wave_file
from generation.ports import AAC_FRAME, Speech, Spoken
from generation.stages.contract import FRAME, Context, Made, Outcome, Stage, named
from generation.stages.pronounce import say, written_words

VERSION = "2"
BREATH = 0.25
"""Seconds between two lines of a passage."""


def passage_digest(passage: Mapping[str, Any], speech: Speech, words_per_minute: int) -> str:
    lines = [[line["voice"], line["text"], line["spoken"]] for line in passage["lines"]]
    voices = {line["voice"]: dict(speech.identity(line["voice"])) for line in passage["lines"]}
    return digest_of("speech", VERSION, named(speech), voices, words_per_minute, lines, passage["pause"])


def _digests(context: Context) -> list[str]:
    speech, pace = context.engines.speech(), context.source.words_per_minute
    return [passage_digest(one, speech, pace) for one in context.results["script"].meta["passages"]]


def digest(context: Context) -> str:
    return digest_of("narration", _digests(context))


def run(context: Context) -> Outcome:
    passages, wanted = context.results["script"].meta["passages"], _digests(context)
    found = context.store.find(wanted)
    context.reused += len(set(wanted) & set(found))
    for number, (name, passage) in enumerate(zip(wanted, passages, strict=True), 1):
        if name not in found:
            found[name] = _speak(context, name, passage)
            context.made += 1
        context.progress("narration", number, len(wanted))
    meta = {"seconds": sum(found[name].meta["total"] for name in wanted)}
    return Outcome(meta=meta, parts=tuple(wanted), engine=named(context.engines.speech()))


def _speak(context: Context, name: str, passage: Mapping[str, Any]) -> Made:
    began = perf_counter()
    speech = context.engines.speech()
    sounds: list[np.ndarray] = []
    words: list[list[Any]] = []
    at = 0.0
    for number, line in enumerate(passage["lines"]):
        if not line["spoken"]:
            continue
        if sounds:
            sounds.append(wave_file.silence(BREATH))
            at += BREATH
        spoken = speech.say(
            line["spoken"], voice=line["voice"], words_per_minute=context.source.words_per_minute
        )
        words += _timed(number, line, spoken, at, context)
        sounds.append(spoken.samples)
        at += spoken.seconds
    frames = math.ceil(round((at + passage["pause"]) / FRAME, 6))
    file = context.folder / f"{name}.wav"
    wave_file.write(_exactly(np.concatenate(sounds), frames * AAC_FRAME), file)
    head, tail = wave_file.edges(file)
    meta = {"seconds": round(at, 4), "total": frames * FRAME, "words": words, "head": head, "tail": tail}
    outcome = Outcome(meta=meta, file=file, engine=named(speech))
    return context.store.put(digest=name, stage="speech", outcome=outcome, seconds=perf_counter() - began)


def _timed(
    number: int, line: Mapping[str, Any], spoken: Spoken, at: float, context: Context
) -> list[list[Any]]:
    """[line, written word, start, end] with seconds from the passage's beginning."""
    said = say(line["text"], context.source.lexicon)
    heard = written_words(said, spoken.words, spoken.seconds)
    return [[number, word.text, round(at + word.start, 3), round(at + word.end, 3)] for word in heard]


def _exactly(samples: np.ndarray, length: int) -> np.ndarray:
    """The samples without what rounding added, or with silence after them."""
    return np.pad(samples[:length], (0, max(0, length - len(samples))))


STAGE = Stage("narration", digest, run, needs=("script",))
