"""eSpeak NG's C API (speak_lib.h of 1.52), bound with ctypes to the library of the espeakng-loader wheel."""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass
from functools import cache

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from generation.ports import EngineError

SYNCHRONOUS = 2
DONT_EXIT = 0x8000
CHARS_UTF8 = 1
"""Without the SSML flag, and as a rule without the next: markup and [[phonemes]] in a text are read out."""
PHONEMES = 0x100
RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4
LIST_TERMINATED, WORD = 0, 1
BUFFER = 1000
"""Milliseconds of sound at a time: at its own 60 the library comes back here fifteen times as often."""


class _Identifier(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identifier),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True)
class Utterance:
    """samples: float32 mono at the library's rate. starts: (index of a character, second) of each word."""

    samples: NDArray[np.float32]
    starts: list[tuple[int, float]]


class Library:
    """The library of this process. It has one global state, so it speaks one text at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pcm: list[bytes] = []
        self._starts: list[tuple[int, int]] = []
        self._library = _loaded(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = self._library.espeak_Initialize(SYNCHRONOUS, BUFFER, data, DONT_EXIT)
        if self.rate <= 0:
            raise EngineError(
                "engine_missing",
                "eSpeak NG cannot find its voices. Install the package espeakng-loader again, then retry.",
            )
        self._library.espeak_Info.restype = ctypes.c_char_p
        self.version: str = self._library.espeak_Info(None).decode().split()[0]
        self._callback = _Callback(self._collect)  # kept: the library holds a bare pointer to it
        self._library.espeak_SetSynthCallback(self._callback)

    def _collect(self, wave: ctypes._Pointer, count: int, events: ctypes._Pointer) -> int:
        if wave and count > 0:
            self._pcm.append(ctypes.string_at(wave, count * 2))
        place = 0
        while events[place].type != LIST_TERMINATED:
            if events[place].type == WORD:
                self._starts.append((events[place].text_position - 1, events[place].sample))
            place += 1
        return 0

    def speak(
        self,
        text: str,
        *,
        voice: str,
        rate: int,
        pitch: int,
        pitch_range: int,
        volume: int,
        phonemes: bool = False,
    ) -> Utterance:
        """Speak plain text.

        rate: nominal words a minute, 80..450. pitch, pitch_range: 0..99, 50 is the voice's own. phonemes:
        whether the library's mnemonics in double brackets are sounds; the caller answers for all of them.
        """
        encoded = text.encode()
        with self._lock:
            self._pcm, self._starts = [], []
            if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
                raise EngineError(
                    "voice_missing",
                    f"eSpeak NG has no voice “{voice}”. Install espeakng-loader again, then retry.",
                )
            for parameter, value in ((RATE, rate), (PITCH, pitch), (RANGE, pitch_range), (VOLUME, volume)):
                self._library.espeak_SetParameter(parameter, value, 0)
            flags = CHARS_UTF8 | (PHONEMES if phonemes else 0)
            failed = self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, flags, None, None)
            pcm, starts = b"".join(self._pcm), self._starts
        if failed:
            raise EngineError(
                "speech_failed",
                f"eSpeak NG could not speak this text (error {failed}). Retry; if it stays, shorten it.",
            )
        samples = np.frombuffer(pcm, dtype=np.int16).astype(np.float32) / 32768
        return Utterance(samples, [(index, sample / self.rate) for index, sample in starts])


def _loaded(path: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(path)
    except OSError as error:
        raise EngineError(
            "engine_missing",
            f"eSpeak NG cannot be loaded ({error}). Install the package espeakng-loader again, then retry.",
        ) from error


@cache
def library() -> Library:
    return Library()
