"""A lesson of fifteen minutes as video: ours new, ours changed, and others with the same pictures and sound.

Ours begins at the words: speech, levels, captions, slides, chapters, sheet, recap, signatures, all kept by
digest, through the database. The others find slides and sound ready made. Ours is a worker's second lesson:
it loads its engines and measures its voices once, and the first line says what that costs.
"""

import resource
import wave
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from wagtail.models import Revision

from benchmarks import lesson, likeness, rivals
from benchmarks.measuring import real_time, timed
from config.serving import prepare
from courses.models import ModulePage
from generation import pipeline, services
from generation.models import Artifact, Production
from generation.ports import SAMPLE_RATE
from generation.store import DatabaseStore

SLUG, FIRST = "nine-elements-of-a-brief", "subject-mood-genre"
SHORTEST = 780.0
"""Seconds of lesson that the limits are meant for."""
STILL, MOVING, PREVIEW, PLAIN, MOVIEPY, LIKE = 60, 40, 2.0, 1.3, 30, 0.98
MOST_MEMORY = 1024.0
"""MiB that any process may take."""
SLICE = 30.0
"""Seconds. Who draws every frame gets a slice at least this long, and its time is scaled to the whole."""


def run() -> Iterator[str]:
    prepare.database()
    call_command("load_demo", verbosity=0)
    module, other = (ModulePage.objects.get(slug=slug) for slug in (SLUG, FIRST))
    short, took = _made(other, lesson.still(other, 3, paragraphs=2))
    yield real_time("Ours, a worker's first lesson, of two paragraphs", short.seconds, took)
    first, took = _made(module, lesson.still(module, 1))
    yield from _new("Ours, still slides, new", first, took, STILL)
    changed, again = _made(module, lesson.with_one_paragraph_changed(module, first.revision))
    yield real_time("Ours, one paragraph changed", changed.seconds, again)
    yield f"  of that: {_stages(changed)}"
    yield _limit(f"a changed paragraph within {PREVIEW:.0f} s: {again:.2f} s", again <= PREVIEW)
    second, moved = _made(module, lesson.with_story(module, 2))
    yield from _new("Ours, a fifth of it story, ten seconds of movement, new", second, moved, MOVING)
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    yield _limit(f"no process over 1 GB: {most / 1024:.0f} MiB", most / 1024 < MOST_MEMORY)
    yield from _rivals(first, took)


def _new(what: str, production: Production, took: float, times: int) -> Iterator[str]:
    if production.seconds < SHORTEST:
        raise RuntimeError(f"It lasts {production.seconds:.0f} s; the limits are meant for {SHORTEST:.0f}.")
    rate = production.seconds / took
    yield real_time(what, production.seconds, took)
    yield f"  of that: {_stages(production)}"
    yield _limit(f"at least {times} times real time: {rate:.0f}", rate >= times)


def _limit(told: str, holds: bool) -> str:
    return f"Limit: {told}: {'holds' if holds else 'DOES NOT HOLD'}"


def _made(module: ModulePage, revision: Revision) -> tuple[Production, float]:
    """A production, and the seconds from its first `advance` until it can be watched."""
    production = services.request_production(module=module, revision=revision)
    with timed() as watch:
        production = pipeline.finish(production)
    if not production.made:
        raise RuntimeError(production.reason)
    return production, watch.seconds


def _stages(production: Production) -> str:
    return ", ".join(f"{run.stage} {run.seconds:.1f} s" for run in production.runs.all() if run.made)


def _rivals(production: Production, ours: float) -> Iterator[str]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        slides, film = _material(production, folder)
        length, sound = sum(seconds for _, seconds in slides), folder / "sound.wav"
        spent = {run.stage: run.seconds for run in production.runs.all()}
        # Chunks and segments are begun beside what is drawn and set before they are joined: all of it counts.
        still = sum(seconds for stage, seconds in spent.items() if stage not in ("script", "narration"))
        yield _told("Ours, the film", film, slides, length)
        with timed() as plain:
            rivals.plain_pass(slides, sound, folder / "plain.mp4")
        yield real_time("One plain ffmpeg pass", length, plain.seconds)
        yield _told("  its film", folder / "plain.mp4", slides, length)
        share = still / plain.seconds
        told = f"all after speech at most {PLAIN} times a plain pass: {still:.1f} s, {share:.2f} times"
        yield _limit(told, share <= PLAIN)
        part = _slice(slides)
        for label, make in (
            (f"MoviePy, {rivals.FPS} frames a second", rivals.moviepy_chain),
            ("PresentAgent's flags", rivals.presentagent),
            ("Paper2Video's flags", rivals.paper2video),
        ):
            yield from _sliced(label, make, part, folder, length, ours)


def _sliced(label, make, part: rivals.Slides, folder: Path, length: float, ours: float) -> Iterator[str]:
    target = folder / "slice.mp4"
    seconds = sum(each for _, each in part)
    with timed() as watch:
        make(part, folder / "sound.wav", target)
    whole = watch.seconds * length / seconds
    yield real_time(f"{label}, a slice", seconds, watch.seconds)
    yield _told(
        f"  {whole:.0f} s for the whole; ours from the words {whole / ours:.0f} times as fast",
        target,
        part,
        seconds,
    )
    if make is rivals.moviepy_chain:
        yield _limit(f"at least {MOVIEPY} times MoviePy's chain: {whole / ours:.0f}", whole / ours >= MOVIEPY)


def _told(label: str, film: Path, slides: rivals.Slides, seconds: float) -> str:
    like = likeness.worst(film, slides)
    rate = film.stat().st_size / seconds * 60 / 1e6
    return f"{label}: {rate:.2f} MB a minute, SSIM {like:.4f}{'' if like >= LIKE else ' UNDER 0.98'}"


def _material(production: Production, folder: Path) -> tuple[rivals.Slides, Path]:
    """(slide, seconds) in order, and the film; the sound of the whole as sound.wav in the folder."""
    store = DatabaseStore(folder)
    slides, speech = (_parts(store, production.outputs[stage]) for stage in ("slides", "narration"))
    with wave.open(str(folder / "sound.wav"), "wb") as whole:
        whole.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        for spoken in speech:
            with wave.open(str(store.path(spoken))) as passage:
                whole.writeframes(passage.readframes(passage.getnframes()))
    lengths = [spoken.meta["total"] for spoken in speech]
    film = store.find([production.outputs["video"]])[production.outputs["video"]]
    pairs = [(store.path(slide), seconds) for slide, seconds in zip(slides, lengths, strict=True)]
    return pairs, store.path(film)


def _parts(store: DatabaseStore, digest: str) -> list:
    wanted = Artifact.objects.get(pk=digest).parts
    found = store.find(wanted)
    return [found[name] for name in wanted]


def _slice(slides: rivals.Slides) -> rivals.Slides:
    part: rivals.Slides = []
    for slide in slides:
        if sum(seconds for _, seconds in part) >= SLICE:
            break
        part.append(slide)
    return part
