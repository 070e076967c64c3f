"""The engines and voices that a worker needs."""

import hashlib
import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from generation.ports import VOICES

ENGINES = {
    "greenroom.W001": ("typst", "typst", "slides, quick references and certificates"),
    "greenroom.W002": ("espeakng_loader", "espeakng-loader", "speech"),
    "greenroom.W003": ("av", "av", "sound and video"),
    "greenroom.W027": ("c2pa", "c2pa-python", "the seal of media"),
}
WEB_NODE = "A web node that leaves media to other machines needs none: set GREENROOM_WORKER=false there."


@register("greenroom")
def engines_are_here(**kwargs: object) -> Iterable[CheckMessage]:
    if not settings.GREENROOM_WORKER:
        return
    for identifier, (module, package, purpose) in ENGINES.items():
        if find_spec(module) is None:
            yield Warning(
                f"{package} is not installed: productions will fail for want of {purpose}.",
                hint=f"Install the worker extra: pip install -c requirements.lock -e '.[worker]'. {WEB_NODE}",
                id=identifier,
            )
    if settings.GREENROOM_SPEECH == "piper" and find_spec("piper") is None:
        yield Warning(
            "GREENROOM_SPEECH asks for Piper, and piper-tts is not installed: productions will fail.",
            hint="Install the worker extra, or unset GREENROOM_SPEECH: eSpeak NG speaks then.",
            id="greenroom.W005",
        )


@register("greenroom")
def ffmpeg_is_here(**kwargs: object) -> Iterable[CheckMessage]:
    if not settings.GREENROOM_WORKER:
        return
    if (named := settings.GREENROOM_FFMPEG) and shutil.which(named) is None:
        yield Warning(
            f"GREENROOM_FFMPEG names {named}, which is not a program here: productions will fail.",
            hint="Give the full path of an ffmpeg, or unset it: the one from imageio-ffmpeg is used then.",
            id="greenroom.W006",
        )
    elif not named and find_spec("imageio_ffmpeg") is None:
        yield Warning(
            "There is no ffmpeg: productions will fail for want of sound and video.",
            hint=f"Install the worker extra, or name an ffmpeg in GREENROOM_FFMPEG. {WEB_NODE}",
            id="greenroom.W007",
        )


@register("greenroom")
def voices_are_here(**kwargs: object) -> Iterable[CheckMessage]:
    if settings.GREENROOM_SPEECH not in ("espeak", "piper"):
        yield Error(
            f"GREENROOM_SPEECH is {settings.GREENROOM_SPEECH!r}, and no such engine is known.",
            hint="Set it to espeak or piper, or unset it.",
            id="greenroom.E002",
        )
    if not settings.GREENROOM_WORKER:
        return
    for voice, details in settings.GREENROOM_PIPER_VOICES.items():
        if not Path(details.get("path", "")).is_file():
            yield Warning(
                f"The Piper voice {voice} is not at {details.get('path', '(no path given)')}.",
                hint="Put the .onnx file there, or correct GREENROOM_PIPER_VOICES.",
                id="greenroom.W008",
            )
        elif not details.get("sha256"):
            yield Warning(
                f"The Piper voice {voice} has no SHA-256: nobody can say that it is the right file.",
                hint="Add its sum, as its publisher gives it, to GREENROOM_PIPER_VOICES.",
                id="greenroom.W009",
            )


@register("greenroom")
def everybody_has_a_voice(**kwargs: object) -> Iterable[CheckMessage]:
    voices = settings.GREENROOM_PIPER_VOICES
    if settings.GREENROOM_SPEECH != "piper" or not settings.GREENROOM_WORKER:
        return
    if missing := [key for key in VOICES if key not in voices]:
        yield Warning(
            f"Piper has no voice of its own for {', '.join(missing)}: they speak as the narrator.",
            hint="Name one for each in GREENROOM_PIPER_VOICES; several may be speakers of one model.",
            id="greenroom.W028",
        )
    unknown = [key for key in voices if key.rpartition(":")[2] not in VOICES]
    if unknown:
        yield Warning(
            f"GREENROOM_PIPER_VOICES names {', '.join(unknown)}, and nobody speaks with such a key.",
            hint=f"Keys are {', '.join(VOICES)}, each after a language where it is not English: fr:narrator.",
            id="greenroom.W029",
        )


@register("greenroom", deploy=True)
def voices_are_the_right_ones(**kwargs: object) -> Iterable[CheckMessage]:
    if not settings.GREENROOM_WORKER:
        return
    for voice, details in settings.GREENROOM_PIPER_VOICES.items():
        path, pinned = Path(details.get("path", "")), details.get("sha256", "")
        if pinned and path.is_file() and _sum(path) != pinned.lower():
            yield Error(
                f"The Piper voice {voice} at {path} is not the file that was pinned: it will not be loaded.",
                hint="Put the pinned file back, or pin the new sum in GREENROOM_PIPER_VOICES.",
                id="greenroom.E003",
            )


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
