"""eSpeak NG: the voice that always works. It comes whole in a wheel and times every word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache

import numpy as np

from courses.voicing import HOME, LANGUAGES
from generation import ipa
from generation.engines import levels, phrased, phrasing, tongues
from generation.engines.espeak_library import library
from generation.engines.phrasing import Phrase
from generation.ports import EngineError, Phonemes, Spoken

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
    locale: str = HOME


CAST = {
    "narrator": _Voice("en-gb-x-rp", pitch=46, pitch_range=58),
    "voice-1": _Voice("en-gb-x-rp+f2", pitch=48, pitch_range=55),
    "voice-2": _Voice("en-gb-scotland+m3", pitch=66, pitch_range=60),
    "voice-3": _Voice("en-us+f3", pitch=58, pitch_range=60),
    "voice-4": _Voice("en-us+m7", pitch=30, pitch_range=55),
    "voice-5": _Voice("en-gb-x-rp+f4", pitch=38, pitch_range=62),
    "voice-6": _Voice("en-029+m1", pitch=82, pitch_range=60),
}
_TONGUES = {"en-us": "en-us"} | {one: one for one in LANGUAGES if not one.startswith("en")}
"""Locale -> the library's language, of those but HOME. In other English ones the cast keeps its accents."""


class ESpeak:
    """The Speech port by eSpeak NG. Every voice of the cast has a sound of its own, in every language."""

    name = "eSpeak NG"

    @property
    def version(self) -> str:
        return library().version

    def identity(self, voice: str, locale: str = HOME) -> Mapping[str, str | int | float]:
        return {
            "engine": "espeak",
            "version": self.version,
            "levels": levels.REVISION,
            "phrasing": phrasing.REVISION,
            "tongues": tongues.REVISION,
            **asdict(_of(voice, locale)),
            "volume": VOLUME,
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
        """Speak plain text; an unknown voice key as the narrator. Raises EngineError.

        Phonemes are spoken in English; in other languages the text is read.
        """
        chosen = _of(voice, locale)
        whole = _whole(chosen, text, words_per_minute, phonemes)
        return phrased.levelled(whole, library().rate, _calibration(chosen).gain)

    def seconds(self, text: str, *, voice: str, words_per_minute: int, locale: str = HOME) -> float | None:
        """Exactly the seconds that `say` would take, at a fifth of its cost: nothing is levelled."""
        return len(_whole(_of(voice, locale), text, words_per_minute, ()).samples) / library().rate


def _of(voice: str, locale: str) -> _Voice:
    cast = CAST.get(voice, CAST["narrator"])
    if locale == HOME:
        return cast
    if locale not in _TONGUES:
        raise EngineError(
            "voice_missing",
            f"No voice here speaks “{locale}”. Choose the language of the lesson under “The voice”; "
            f"known are {', '.join(LANGUAGES)}.",
        )
    if locale.startswith("en"):
        return replace(cast, locale=locale, name=_TONGUES[locale] if cast == CAST["narrator"] else cast.name)
    _, plus, variant = cast.name.partition("+")
    return replace(cast, name=f"{_TONGUES[locale]}{plus}{variant}", locale=locale)


def _whole(voice: _Voice, text: str, words_per_minute: int, phonemes: Sequence[Phonemes]) -> phrased.Whole:
    phrases = phrasing.phrases(text, phonemes)
    rate = round(_calibration(voice).rate_for(words_per_minute))
    return phrased.together(phrases, _utter(voice, phrases, rate), library().rate, words_per_minute)


def _utter(voice: _Voice, phrases: Sequence[Phrase], rate: int) -> list[phrased.Uttered]:
    nominal = min(FASTEST, max(SLOWEST, rate))
    return [_breathed(voice, tongues.stretches(phrase), nominal) for phrase in phrases]


def _breathed(voice: _Voice, stretches: Sequence[tuple[str, Phrase]], rate: int) -> phrased.Uttered:
    """A phrase, each stretch of it in its own tongue. The variant stays: nobody changes in mid-sentence."""
    _, plus, variant = voice.name.partition("+")
    parts, starts, at, begin = [], [], 0, 0.0
    for tongue, stretch in stretches:
        chosen = replace(voice, name=f"{tongue}{plus}{variant}", locale=tongue) if tongue else voice
        samples, own = _said(chosen, stretch, rate)
        parts.append(samples)
        starts += [(at + index, begin + second) for index, second in own]
        at, begin = at + len(stretch.text) + 1, begin + len(samples) / library().rate
    return np.concatenate(parts), starts


def _said(voice: _Voice, phrase: Phrase, rate: int) -> phrased.Uttered:
    sounds = _mnemonics(phrase.phonemes) if voice.locale.startswith("en") else []
    told, places = _marked(phrase.text, sounds)
    spoken = library().speak(
        told,
        voice=voice.name,
        rate=rate,
        pitch=voice.pitch,
        pitch_range=voice.pitch_range,
        volume=VOLUME,
        phonemes=bool(sounds),
    )
    return spoken.samples, [(places[min(at, len(places) - 1)], second) for at, second in spoken.starts]


def _mnemonics(phonemes: Sequence[Phonemes]) -> list[tuple[int, int, str]]:
    found = []
    for one in phonemes:
        try:
            found.append((one.start, one.end, ipa.mnemonics(one.ipa)))
        except ValueError:
            continue  # it can be read as it is written
    return found


def _marked(text: str, sounds: Sequence[tuple[int, int, str]]) -> tuple[str, list[int]]:
    """The text with sounds in place of stretches of it, and for each of its characters where it came from.

    Only what stands in `sounds` is obeyed: brackets in the text itself are others there.
    """
    if not sounds:
        return text, list(range(len(text) + 1))
    harmless = text.replace("[[", "((")
    told, places, at = "", [], 0
    for start, end, sound in sorted(sounds):
        told += harmless[at:start] + f"[[{sound}]]"
        places += [*range(at, start), *[start] * (len(sound) + 4)]
        at = end
    return told + harmless[at:], [*places, *range(at, len(text) + 1)]


@cache
def _calibration(voice: _Voice) -> levels.Calibration:
    return phrased.calibrated(
        lambda phrases: _utter(voice, phrases, CALIBRATED_AT), library().rate, voice.locale, CALIBRATED_AT
    )
