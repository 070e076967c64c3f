"""One passage spoken in a room: a sound of its own, kept until its words or its voices change."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from generation.digests import digest as digest_of
from generation.engines import room, wave_file
from generation.ports import AAC_FRAME, Speech, Spoken
from generation.stages.contract import FRAME, Bench, Outcome, Piece, named
from generation.stages.pronounce import Said, from_data, written_words

VERSION = "4"
BREATH = 0.25
"""Seconds between two lines of a passage."""


def piece(passage: Mapping[str, Any], said: Sequence[Said], speech: Speech, words_per_minute: int) -> Piece:
    """said: each line of the passage, as it is pronounced."""
    lines = [
        {"voice": line["voice"], **one.as_data()} for line, one in zip(passage["lines"], said, strict=True)
    ]
    spec = {
        "version": VERSION,
        "engine": named(speech),
        "voices": {line["voice"]: dict(speech.identity(line["voice"])) for line in lines},
        "words_per_minute": words_per_minute,
        "lines": lines,
        "pause": passage["pause"],
        "room": room.REVISION,
    }
    return Piece(digest_of("speech", spec), "speech", spec)


def make(one: Piece, bench: Bench) -> Outcome:
    """meta: seconds spoken, total with its pause, words, and digests of what neighbours hear of it."""
    began = perf_counter()
    speech, spec = bench.engines.speech(), one.spec
    sounds: list[np.ndarray] = []
    words: list[list[Any]] = []
    at = 0.0
    for number, line in enumerate(spec["lines"]):
        if not line["spoken"]:
            continue
        if sounds:
            sounds.append(wave_file.silence(BREATH))
            at += BREATH
        spoken = speech.say(line["spoken"], voice=line["voice"], words_per_minute=spec["words_per_minute"])
        words += _timed(number, from_data(line), spoken, at)
        sounds.append(spoken.samples)
        at += spoken.seconds
    frames = math.ceil(round((at + spec["pause"]) / FRAME, 6))
    file = bench.folder / f"{one.digest}.wav"
    samples = _exactly(np.concatenate(sounds), frames * AAC_FRAME)
    wave_file.write(room.under(samples, one.digest), file)
    head, tail = wave_file.edges(file)
    meta = {"seconds": round(at, 4), "total": frames * FRAME, "words": words, "head": head, "tail": tail}
    on_gpu = getattr(speech, "device", "cpu") == "cuda"
    took = perf_counter() - began if on_gpu else 0.0
    return Outcome(meta=meta, file=file, engine=named(speech), gpu_seconds=took)


def _timed(number: int, said: Said, spoken: Spoken, at: float) -> list[list[Any]]:
    """[line, written word, start, end] with seconds from the passage's beginning."""
    heard = written_words(said, spoken.words, spoken.seconds)
    return [[number, word.text, round(at + word.start, 3), round(at + word.end, 3)] for word in heard]


def _exactly(samples: np.ndarray, length: int) -> np.ndarray:
    """The samples without what rounding added, or with silence after them."""
    return np.pad(samples[:length], (0, max(0, length - len(samples))))
