"""Piper: neural voices that an operator installs and names in the settings. Nothing is downloaded."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from django.conf import settings
from piper import AudioChunk, PiperVoice, SynthesisConfig
from piper.config import PiperConfig
from piper.patch_voice_with_alignment import add_alignment_output

from courses.voicing import HOME, LANGUAGES
from generation.engines import levels, phrased, phrasing, piper_words
from generation.engines.phrasing import Phrase
from generation.ports import EngineError, Phonemes, Spoken

SLOWEST, FASTEST = 1.8, 0.55
"""Length scales beyond which voices slur or swallow."""


@dataclass(frozen=True)
class _Loaded:
    voice: PiperVoice
    speaker: int | None
    digest: str

    @property
    def rate(self) -> int:
        return self.voice.config.sample_rate


class Piper:
    """The Speech port by Piper.

    voices: voice key -> {"path": model file, "sha256": its pinned sum, "speaker": number or name, if it has
    several}. A key that is not named speaks as the narrator, who must be. A key for lessons in another
    language begins with it: ``fr:narrator``.
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
        self._calibrations: dict[tuple[str, int | None, str], levels.Calibration] = {}
        self._pool = ThreadPoolExecutor(max_workers=settings.GREENROOM_THREADS, thread_name_prefix="piper")

    def identity(self, voice: str, locale: str = HOME) -> Mapping[str, str | int | float]:
        loaded = self._loaded(voice, locale)
        speaker = -1 if loaded.speaker is None else loaded.speaker
        return {
            "engine": "piper",
            "version": self.version,
            "levels": levels.REVISION,
            "phrasing": phrasing.REVISION,
            "voice": loaded.digest,
            "speaker": speaker,
        }

    def say(
        self,
        text: str,
        *,
        voice: str,
        words_per_minute: int,
        locale: str = HOME,
        phonemes: Sequence[Phonemes] = (),
    ) -> Spoken:
        """Speak plain text. Words are timed where the voice gives alignments. Raises EngineError."""
        phrases = phrasing.phrases(text, phonemes)
        loaded = self._loaded(voice, locale)
        calibration = self._calibration(loaded, locale)
        scale = min(SLOWEST, max(FASTEST, 100 / calibration.rate_for(words_per_minute)))
        uttered = self._utter(loaded, phrases, scale)
        whole = phrased.together(phrases, uttered, loaded.rate, words_per_minute)
        return phrased.levelled(whole, loaded.rate, calibration.gain)

    def seconds(self, text: str, *, voice: str, words_per_minute: int, locale: str = HOME) -> float | None:
        """None: finding out costs as much as speaking."""
        return None

    def _loaded(self, key: str, locale: str) -> _Loaded:
        named = self._named(key, locale)
        path = Path(named["path"])
        with self._lock:
            if str(path) not in self._models:
                self._models[str(path)] = _load(path, str(named["sha256"]))
            model, digest = self._models[str(path)]
        if locale != HOME and _language(model.config.espeak_voice) != _language(locale):
            raise _nobody_speaks(locale)
        return _Loaded(model, _speaker(model, named.get("speaker"), key), digest)

    def _named(self, key: str, locale: str) -> Mapping[str, Any]:
        """What the settings say of a voice: one for this language before one for all."""
        for tongue in dict.fromkeys((locale, _language(locale))):
            for name in (key, "narrator"):
                if found := self._voices.get(f"{tongue}:{name}"):
                    return found
        return self._voices.get(key) or self._voices["narrator"]

    def _calibration(self, loaded: _Loaded, locale: str) -> levels.Calibration:
        key = (loaded.digest, loaded.speaker, _language(locale))
        if key not in self._calibrations:
            self._calibrations[key] = phrased.calibrated(
                lambda phrases: self._utter(loaded, phrases, 1.0), loaded.rate, locale, 100
            )
        return self._calibrations[key]

    def _utter(self, loaded: _Loaded, phrases: Sequence[Phrase], scale: float) -> list[phrased.Uttered]:
        return list(self._pool.map(lambda one: _uttered(loaded, one, scale), phrases))


def _language(locale: str) -> str:
    return locale.partition("-")[0]


def _nobody_speaks(locale: str) -> EngineError:
    return EngineError(
        "voice_missing",
        f"No Piper voice here speaks {LANGUAGES.get(locale, locale)}. Whoever runs this site can name one in "
        f"GREENROOM_PIPER_VOICES, under “{_language(locale)}:narrator”; or choose another language of the "
        "lesson under “The voice”.",
    )


def _speaker(model: PiperVoice, wanted: Any, key: str) -> int | None:
    """The number of a speaker by number or name; None where the model has one only."""
    if wanted is None:
        return None
    number = model.config.speaker_id_map.get(wanted, wanted)
    if not isinstance(number, int) or not 0 <= number < max(1, model.config.num_speakers):
        raise EngineError(
            "voice_missing",
            f"The Piper voice “{key}” is to be speaker “{wanted}”, and its model has no such speaker. "
            "Correct it in GREENROOM_PIPER_VOICES.",
        )
    return number


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


def _uttered(loaded: _Loaded, phrase: Phrase, scale: float) -> phrased.Uttered:
    """Its samples, and (index of a character, second) of words; none where the voice gives no alignments."""
    chunks = _chunks(loaded, phrase, scale)
    sound = [chunk.audio_float_array.reshape(-1) for chunk in chunks]
    samples = np.concatenate(sound) if sound else np.zeros(0, dtype=np.float32)
    if not all(chunk.phoneme_alignments for chunk in chunks):
        return samples, []
    sounding = [(one.phoneme, int(one.num_samples)) for chunk in chunks for one in chunk.phoneme_alignments]
    begun = piper_words.begun(phrase, sounding, lambda word: sum(loaded.voice.phonemize(word), []))
    return samples, [(index, at / loaded.rate) for index, at in begun]


def _chunks(loaded: _Loaded, phrase: Phrase, scale: float) -> list[AudioChunk]:
    """A phrase as Piper made it. normalize_audio is off: it would level each apart."""
    wanted = SynthesisConfig(speaker_id=loaded.speaker, length_scale=scale, normalize_audio=False)
    text = _marked(phrase, loaded.voice.config.phoneme_id_map)
    try:
        chunks = list(loaded.voice.synthesize(text, wanted, include_alignments=True))
    except Exception as error:  # onnxruntime's errors share no base class
        raise EngineError("speech_failed", f"Piper could not speak “{phrase.text[:60]}”: {error}") from error
    for chunk in chunks:
        if not chunk.audio_float_array.size or not np.isfinite(chunk.audio_float_array).all():
            raise EngineError(
                "speech_failed",
                f"Piper gave no usable sound for “{phrase.text[:60]}”. Retry, or choose another voice.",
            )
    return chunks


def _marked(phrase: Phrase, known: Mapping[str, Any]) -> str:
    """The text with IPA in place of stretches of it, where the voice knows all of its sounds.

    Only what stands in `phonemes` is obeyed: brackets in the text itself are others there.
    """
    harmless = phrase.text.replace("[[", "((")
    told, at = "", 0
    for one in _spoken_as_sounds(phrase, known):
        told += harmless[at : one.start] + f"[[{one.ipa}]]"
        at = one.end
    return told + harmless[at:]


def _spoken_as_sounds(phrase: Phrase, known: Mapping[str, Any]) -> list[Phonemes]:
    return [one for one in phrase.phonemes if all(sign in known for sign in one.ipa)]
