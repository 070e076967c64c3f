"""A lesson of still slides as video: ours new, ours after one change, a plain ffmpeg pass, and MoviePy.

All in one run, of the same slides and the same sound. Ours also draws the slides, sets captions and the quick
reference, measures loudness and keeps everything by digest, through the database; the rivals find slides and
sound ready made. Speech is left out everywhere: only the voice decides what it takes.
"""

import wave
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from wagtail.models import Revision

from benchmarks import rivals
from benchmarks.measuring import real_time, timed
from config.serving import prepare
from courses.models import ModulePage
from generation import pipeline, services
from generation.models import Artifact, Production
from generation.ports import SAMPLE_RATE
from generation.store import DatabaseStore

SLUG = "nine-elements-of-a-brief"
SHORTEST = 720.0
"""Seconds of lesson that both limits are meant for."""
TIMES_REAL_TIME = 50
PREVIEW_SECONDS = 3.0
MOVIEPY_SECONDS = 30.0
"""MoviePy draws every frame: it gets a slice at least this long, and its time is scaled to the whole."""


def run() -> Iterator[str]:
    prepare.database()
    call_command("load_demo", verbosity=0)
    module = ModulePage.objects.get(slug=SLUG)
    first, cold = _made(module, module.latest_revision)
    length = first.seconds
    if length < SHORTEST:
        raise RuntimeError(f"The lesson lasts {length:.0f} s; the limits are meant for {SHORTEST:.0f}.")
    speech = first.runs.get(stage="narration").seconds
    yield real_time("Ours, new, speech apart", length, cold - speech)
    yield f"  of that: {_stages(first)}; speech {speech:.1f} s"
    second, changed = _made(module, _changed(module))
    yield real_time("Ours, one paragraph changed, speech included", length, changed)
    yield f"  of that: {_stages(second)}"
    yield from _rivals(first, {"new": cold - speech, "changed": changed})
    rate = length / (cold - speech)
    yield _limit(f"new, at least {TIMES_REAL_TIME} times real time: {rate:.0f}", rate >= TIMES_REAL_TIME)
    yield _limit(
        f"a changed paragraph within {PREVIEW_SECONDS:.0f} s: {changed:.2f} s", changed <= PREVIEW_SECONDS
    )


def _limit(told: str, holds: bool) -> str:
    return f"Limit: {told}: {'holds' if holds else 'DOES NOT HOLD'}"


def _made(module: ModulePage, revision: Revision) -> tuple[Production, float]:
    """A production, and the seconds from its first `advance` until a reviewer can watch it."""
    production = services.request_production(module=module, revision=revision)
    with timed() as watch:
        production = pipeline.finish(production)
    if not production.made:
        raise RuntimeError(production.reason)
    return production, watch.seconds


def _stages(production: Production) -> str:
    runs = production.runs.exclude(stage="narration")
    return ", ".join(f"{run.stage} {run.seconds:.1f} s" for run in runs)


def _changed(module: ModulePage) -> Revision:
    """A draft with one sentence more, in its first text."""
    text = next(block for block in module.body if block.block_type == "rich_text")
    text.value["text"].source += "<p>Say it aloud once.</p>"
    return module.save_revision()


def _rivals(production: Production, ours: dict[str, float]) -> Iterator[str]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        slides = _material(production, folder)
        length = sum(seconds for _, seconds in slides)
        with timed() as plain:
            rivals.plain_pass(slides, folder / "sound.wav", folder / "plain.mp4")
        yield real_time("One plain ffmpeg pass", length, plain.seconds)
        yield _ratios(ours, plain.seconds)
        part = _slice(slides)
        seconds = sum(each for _, each in part)
        with timed() as moviepy:
            rivals.moviepy_chain(part, folder / "sound.wav", folder / "moviepy.mp4")
        yield real_time(f"MoviePy, {rivals.FPS} frames a second, a slice", seconds, moviepy.seconds)
        yield _ratios(ours, moviepy.seconds * length / seconds)


def _ratios(ours: dict[str, float], theirs: float) -> str:
    """theirs: seconds for the whole lesson."""
    told = ", ".join(f"{name} {theirs / took:.2g} times as fast" for name, took in ours.items())
    return f"  {theirs:.1f} s for the whole; ours: {told}"


def _material(production: Production, folder: Path) -> list[tuple[Path, float]]:
    """(slide, seconds) in order; the sound of the whole as sound.wav in the folder."""
    store = DatabaseStore(folder)
    slides, speech = (_parts(store, production.outputs[stage]) for stage in ("slides", "narration"))
    with wave.open(str(folder / "sound.wav"), "wb") as whole:
        whole.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        for spoken in speech:
            with wave.open(str(store.path(spoken))) as passage:
                whole.writeframes(passage.readframes(passage.getnframes()))
    lengths = [spoken.meta["total"] for spoken in speech]
    return [(store.path(slide), seconds) for slide, seconds in zip(slides, lengths, strict=True)]


def _parts(store: DatabaseStore, digest: str) -> list:
    wanted = Artifact.objects.get(pk=digest).parts
    found = store.find(wanted)
    return [found[name] for name in wanted]


def _slice(slides: list[tuple[Path, float]]) -> list[tuple[Path, float]]:
    part: list[tuple[Path, float]] = []
    for slide in slides:
        if sum(seconds for _, seconds in part) >= MOVIEPY_SECONDS:
            break
        part.append(slide)
    return part
