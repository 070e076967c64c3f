"""eSpeak NG: the voice that always works. It comes whole in a wheel and times every word."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache

from generation.engines import levels, trim
from generation.engines.espeak_library import Utterance, library
from generation.ports import SAMPLE_RATE, Spoken

SLOWEST, FASTEST = 80, 450
"""Nominal words a minute that the library accepts."""
CALIBRATED_AT = 150
VOLUME = 60
"""Of 100: louder voices clip inside the library at its own default."""


@dataclass(frozen=True)
class _Voice:
    """name: language and variant of eSpeak NG. pitch, pitch_range: 0..99, 50 is the variant's own."""

    name: str
    pitch: int = 50
    pitch_range: int = 50


CAST = {
    "narrator": _Voice("en-gb-x-rp", pitch=46, pitch_range=58),
    "voice-1": _Voice("en-gb-x-rp+f2", pitch=48, pitch_range=55),
    "voice-2": _Voice("en-gb-scotland+m3", pitch=66, pitch_range=60),
    "voice-3": _Voice("en-us+f3", pitch=58, pitch_range=60),
    "voice-4": _Voice("en-us+m7", pitch=30, pitch_range=55),
    "voice-5": _Voice("en-gb-x-rp+f4", pitch=38, pitch_range=62),
    "voice-6": _Voice("en-029+m1", pitch=82, pitch_range=60),
}


class ESpeak:
    """The Speech port by eSpeak NG. Every voice of the cast has a sound of its own."""

    name = "eSpeak NG"

    @property
    def version(self) -> str:
        return library().version

    def identity(self, voice: str) -> Mapping[str, str | int | float]:
        return {
            "engine": "espeak",
            "version": self.version,
            "levels": levels.REVISION,
            **asdict(_of(voice)),
            "volume": VOLUME,
        }

    def say(self, text: str, *, voice: str, words_per_minute: int) -> Spoken:
        """Speak plain text; an unknown voice key as the narrator. Raises EngineError('nothing_to_say')."""
        chosen = _of(voice)
        text = plain(text)
        calibration = _calibration(chosen)
        spoken = _speak(chosen, text, round(calibration.rate_for(words_per_minute)))
        rate = library().rate
        samples, words = trim.spoken(text, spoken.samples, spoken.starts, rate)
        return Spoken(levels.level(samples, rate, calibration.gain), words)

    def seconds(self, text: str, *, voice: str, words_per_minute: int) -> float | None:
        """Exactly the seconds that `say` would take, at a fifth of its cost: nothing is levelled."""
        chosen, text = _of(voice), plain(text)
        spoken = _speak(chosen, text, round(_calibration(chosen).rate_for(words_per_minute)))
        samples, _ = trim.spoken(text, spoken.samples, (), library().rate)
        return levels.length_after(len(samples), library().rate) / SAMPLE_RATE


def plain(text: str) -> str:
    """Text as eSpeak's C string may hold it: no control characters, no lone surrogates, single spaces."""
    kept = (" " if unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") else letter for letter in text)
    return " ".join("".join(kept).split())


def _of(voice: str) -> _Voice:
    return CAST.get(voice, CAST["narrator"])


def _speak(voice: _Voice, text: str, rate: int) -> Utterance:
    rate = min(FASTEST, max(SLOWEST, rate))
    return library().speak(
        text, voice=voice.name, rate=rate, pitch=voice.pitch, pitch_range=voice.pitch_range, volume=VOLUME
    )


@cache
def _calibration(voice: _Voice) -> levels.Calibration:
    spoken = _speak(voice, levels.CALIBRATION_TEXT, CALIBRATED_AT)
    return levels.calibrate(spoken.samples, library().rate, asked=CALIBRATED_AT)
