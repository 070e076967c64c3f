"""The engines that the settings name, each built once in a process, when first asked for.

A web node runs without the packages behind them: importing this module imports none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings

from generation.ports import EngineError, Reference, Slides, Sound, Speech, Video


@cache
def speech() -> Speech:
    """The voice of GREENROOM_SPEECH: "espeak" or "piper"."""
    if settings.GREENROOM_SPEECH == "espeak":
        with _installed("espeakng-loader, av and numpy"):
            from generation.engines.espeak import ESpeak

            return ESpeak()
    if settings.GREENROOM_SPEECH == "piper":
        with _installed("piper-tts, onnx, av and numpy"):
            from generation.engines.piper import Piper

            return Piper(settings.GREENROOM_PIPER_VOICES)
    raise EngineError(
        "engine_missing",
        f"There is no voice called “{settings.GREENROOM_SPEECH}”. Set GREENROOM_SPEECH to espeak or piper.",
    )


@cache
def slides() -> Slides:
    with _installed("typst and pillow"):
        from generation.engines.slides import TypstSlides

        return TypstSlides()


@cache
def reference() -> Reference:
    with _installed("typst"):
        from generation.engines.reference import TypstReference

        return TypstReference()


@cache
def sound() -> Sound:
    with _installed("av and numpy"):
        from generation.engines.sound import Encoder

        return Encoder()


@cache
def video() -> Video:
    with _installed("imageio-ffmpeg"):
        from generation.engines.video import Joiner

        return Joiner(settings.GREENROOM_FFMPEG)


@contextmanager
def _installed(packages: str) -> Iterator[None]:
    try:
        yield
    except (ImportError, OSError) as error:
        raise EngineError(
            "engine_missing",
            f"This machine cannot make media: {error}. Install {packages}, or run a worker that has them.",
        ) from error
