"""One passage spoken in a room: a sound of its own, kept until its words or its voices change."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from courses.blocks.contract import BREATH
from generation.digests import digest as digest_of
from generation.engines import room, wave_file
from generation.ports import AAC_FRAME, Speech, Spoken, Word
from generation.stages.contract import FRAME, Bench, Outcome, Piece, named
from generation.stages.pronounce import Said, from_data, written_sentences, written_words

VERSION = "5"


def piece(
    passage: Mapping[str, Any], said: Sequence[Said], speech: Speech, words_per_minute: int, locale: str
) -> Piece:
    """said: each line of the passage, as it is pronounced."""
    lines = [
        {"voice": line["voice"], "before": line.get("before", BREATH), **one.as_data()}
        for line, one in zip(passage["lines"], said, strict=True)
    ]
    spec = {
        "version": VERSION,
        "engine": named(speech),
        "voices": {line["voice"]: dict(speech.identity(line["voice"], locale)) for line in lines},
        "words_per_minute": words_per_minute,
        "locale": locale,
        "lines": lines,
        "pause": passage["pause"],
        "room": room.REVISION,
    }
    return Piece(digest_of("speech", spec), "speech", spec)


def make(one: Piece, bench: Bench) -> Outcome:
    """meta: seconds spoken, total with its pause, words, sentences, digests of what neighbours hear of it.

    Of a line whose words the voice did not time there are sentences only.
    """
    began = perf_counter()
    speech, spec = bench.engines.speech(), one.spec
    sounds: list[np.ndarray] = []
    words: list[list[Any]] = []
    sentences: list[list[Any]] = []
    at = 0.0
    for number, line in enumerate(spec["lines"]):
        if not line["spoken"]:
            continue
        if sounds:
            sounds.append(wave_file.silence(line["before"]))
            at += line["before"]
        said = from_data(line)
        how = {"words_per_minute": spec["words_per_minute"], "locale": spec["locale"]}
        spoken = speech.say(said.spoken, voice=line["voice"], phonemes=said.phonemes, **how)
        words += _timed(number, written_words(said, spoken.words, spoken.seconds), at)
        sentences += _timed(number, written_sentences(said, _sentences(said, spoken)), at)
        sounds.append(spoken.samples)
        at += spoken.seconds
    frames = math.ceil(round((at + spec["pause"]) / FRAME, 6))
    file = bench.folder / f"{one.digest}.wav"
    samples = _exactly(np.concatenate(sounds), frames * AAC_FRAME)
    wave_file.write(room.under(samples, one.digest), file)
    head, tail = wave_file.edges(file)
    lengths = {"seconds": round(at, 4), "total": frames * FRAME}
    meta = {**lengths, "words": words, "sentences": sentences, "head": head, "tail": tail}
    on_gpu = getattr(speech, "device", "cpu") == "cuda"
    took = perf_counter() - began if on_gpu else 0.0
    return Outcome(meta=meta, file=file, engine=named(speech), gpu_seconds=took)


def _sentences(said: Said, spoken: Spoken) -> Sequence[Word]:
    """As the engine measured them; the whole line where it measures none."""
    return spoken.sentences or (Word(said.spoken, 0.0, spoken.seconds),)


def _timed(number: int, heard: Sequence[Word], at: float) -> list[list[Any]]:
    """[line, text as it was written, start, end] with seconds from the passage's beginning."""
    return [[number, one.text, round(at + one.start, 3), round(at + one.end, 3)] for one in heard]


def _exactly(samples: np.ndarray, length: int) -> np.ndarray:
    """The samples without what rounding added, or with silence after them."""
    return np.pad(samples[:length], (0, max(0, length - len(samples))))
