"""Piper: neural voices that an operator installs and names in the settings. Nothing is downloaded."""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from piper import AudioChunk, PiperVoice, SynthesisConfig
from piper.config import PiperConfig
from piper.patch_voice_with_alignment import add_alignment_output

from generation.engines import levels, trim
from generation.ports import EngineError, Spoken

SENTENCE_PAUSE = 0.25
"""Seconds between sentences: the voice itself ends with its last sound."""
SLOWEST, FASTEST = 1.8, 0.55
"""Length scales beyond which voices slur or swallow."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_NOT_SPOKEN = frozenset("^$_")


@dataclass(frozen=True)
class _Loaded:
    voice: PiperVoice
    speaker: int | None
    digest: str


class Piper:
    """The Speech port by Piper.

    voices: voice key -> {"path": model file, "sha256": its pinned sum, "speaker": number or name, if it has
    several}. A key that is not named speaks as the narrator, who must be.
    """

    name = "Piper"
    version = "1.8.0"

    def __init__(self, voices: Mapping[str, Mapping[str, Any]]) -> None:
        if "narrator" not in voices:
            raise EngineError(
                "voice_missing",
                "Piper has no narrator. Name one in GREENROOM_PIPER_VOICES, under “narrator”.",
            )
        self._voices = voices
        self._lock = threading.Lock()
        self._models: dict[str, tuple[PiperVoice, str]] = {}
        self._calibrations: dict[tuple[str, int | None], levels.Calibration] = {}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="piper")

    def identity(self, voice: str) -> Mapping[str, str | int | float]:
        loaded = self._loaded(voice)
        speaker = -1 if loaded.speaker is None else loaded.speaker
        return {
            "engine": "piper",
            "version": self.version,
            "levels": levels.REVISION,
            "voice": loaded.digest,
            "speaker": speaker,
        }

    def say(self, text: str, *, voice: str, words_per_minute: int) -> Spoken:
        """Speak plain text. Words are timed where the voice gives alignments. Raises EngineError."""
        loaded = self._loaded(voice)
        calibration = self._calibration(loaded)
        scale = 100 / calibration.rate_for(words_per_minute)
        text = " ".join(text.split())
        rate = loaded.voice.config.sample_rate
        samples, starts = self._speak(loaded, text, min(SLOWEST, max(FASTEST, scale)))
        samples, words = trim.spoken(text, samples, starts, rate)
        return Spoken(levels.level(samples, rate, calibration.gain), words)

    def seconds(self, text: str, *, voice: str, words_per_minute: int) -> float | None:
        """None: finding out costs as much as speaking."""
        return None

    def _loaded(self, key: str) -> _Loaded:
        named = self._voices.get(key) or self._voices["narrator"]
        path = Path(named["path"])
        with self._lock:
            if str(path) not in self._models:
                self._models[str(path)] = _load(path, str(named["sha256"]))
            model, digest = self._models[str(path)]
        speaker = named.get("speaker")
        return _Loaded(
            model, model.config.speaker_id_map.get(speaker, speaker) if speaker is not None else None, digest
        )

    def _calibration(self, loaded: _Loaded) -> levels.Calibration:
        key = (loaded.digest, loaded.speaker)
        if key not in self._calibrations:
            samples, _ = self._speak(loaded, levels.CALIBRATION_TEXT, 1.0)
            self._calibrations[key] = levels.calibrate(samples, loaded.voice.config.sample_rate, asked=100)
        return self._calibrations[key]

    def _speak(
        self, loaded: _Loaded, text: str, scale: float
    ) -> tuple[NDArray[np.float32], list[tuple[int, float]]]:
        """Samples, and (index of a character, second) of words; none where the voice gives no alignments."""
        rate = loaded.voice.config.sample_rate
        pause = np.zeros(int(SENTENCE_PAUSE * rate), dtype=np.float32)
        parts: list[NDArray[np.float32]] = []
        starts: list[tuple[int, float]] = []
        aligned, at, offset = True, 0, 0
        sentences = _SENTENCE_END.split(text)
        for sentence, chunks in zip(
            sentences, self._pool.map(lambda one: _chunks(loaded, one, scale), sentences), strict=True
        ):
            aligned = aligned and all(chunk.phoneme_alignments for chunk in chunks)
            if aligned:
                starts += [
                    (offset + index, (at + sample) / rate) for index, sample in _begun(sentence, chunks)
                ]
            sound = [chunk.audio_float_array.reshape(-1) for chunk in chunks]
            if sound:
                parts += [*sound, pause]
                at += sum(map(len, sound)) + len(pause)
            offset += len(sentence) + 1
        samples = np.concatenate(parts[:-1]) if parts else np.zeros(0, dtype=np.float32)
        return samples, starts if aligned else []


def _load(path: Path, pinned: str) -> tuple[PiperVoice, str]:
    """The voice of a model file, and a digest of it with its .json. The bytes checked are the bytes run."""
    try:
        model, config = path.read_bytes(), Path(f"{path}.json").read_bytes()
    except OSError as error:
        raise EngineError(
            "voice_missing", f"The voice {path.name} or its .json cannot be read: {error.strerror}."
        ) from error
    found = hashlib.sha256(model).hexdigest()
    if found != pinned.lower():
        raise EngineError(
            "voice_changed",
            f"The voice {path.name} is not the pinned one (SHA-256 {found[:12]}…, expected {pinned[:12]}…). "
            "Put the pinned file back, or pin the new sum in GREENROOM_PIPER_VOICES.",
        )
    try:
        voice = PiperVoice(session=_session(model), config=PiperConfig.from_dict(json.loads(config)))
    except (ValueError, KeyError, RuntimeError) as error:
        raise EngineError("voice_broken", f"Piper cannot use the voice {path.name}: {error}") from error
    return voice, hashlib.sha256(model + config).hexdigest()


def _session(model: bytes) -> onnxruntime.InferenceSession:
    graph = onnx.load_from_string(model)
    try:
        add_alignment_output(graph)
    except ValueError:  # it has no durations to show, or shows them already
        pass
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # sentences run side by side instead
    return onnxruntime.InferenceSession(
        graph.SerializeToString(), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _chunks(loaded: _Loaded, sentence: str, scale: float) -> list[AudioChunk]:
    """A sentence as Piper made it. normalize_audio is off: it would level each sentence apart."""
    wanted = SynthesisConfig(speaker_id=loaded.speaker, length_scale=scale, normalize_audio=False)
    unmarked = sentence.replace("[[", "[ [")  # Piper would take what follows for phonemes
    try:
        chunks = list(loaded.voice.synthesize(unmarked, wanted, include_alignments=True))
    except Exception as error:  # onnxruntime's errors share no base class
        raise EngineError("speech_failed", f"Piper could not speak “{sentence[:60]}”: {error}") from error
    for chunk in chunks:
        if not chunk.audio_float_array.size or not np.isfinite(chunk.audio_float_array).all():
            raise EngineError(
                "speech_failed",
                f"Piper gave no usable sound for “{sentence[:60]}”. Retry, or choose another voice.",
            )
    return chunks


def _begun(sentence: str, chunks: Sequence[AudioChunk]) -> list[tuple[int, int]]:
    """(index of a character, sample) of each word begun in one sentence.

    Piper's phonemes carry a space between words; where it joins or splits words so that the numbers differ,
    only the beginning of the sentence is sure.
    """
    begun, at = [], 0
    for chunk in chunks:
        fresh = True
        for alignment in chunk.phoneme_alignments:
            if alignment.phoneme == " ":
                fresh = True
            elif fresh and alignment.phoneme not in _NOT_SPOKEN and alignment.phoneme.isalpha():
                begun.append(at)
                fresh = False
            at += int(alignment.num_samples)
    spoken = [
        match.start() for match in re.finditer(r"\S+", sentence) if any(map(str.isalnum, match.group()))
    ]
    return (
        list(zip(spoken, begun, strict=True))
        if len(spoken) == len(begun)
        else list(zip(spoken[:1], begun[:1], strict=False))
    )
