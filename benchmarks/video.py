"""Sixty slides of fifteen seconds: all segments new, then joined alone, as after one changed paragraph."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import programme
from benchmarks.measuring import real_time, timed
from generation.engines import registry


def run() -> Iterator[str]:
    engine, seconds = registry.video(), programme.SECONDS_A_SLIDE
    length = programme.SLIDES * seconds
    with TemporaryDirectory() as name:
        folder = Path(name)
        slide, sound = programme.one_slide(folder), folder / "sound.m4a"
        chunks = programme.encoded(programme.passages(folder))
        registry.sound().join(chunks, sound, chapters=[], title="Bench", comment="")
        segments = [(folder / f"segment-{number}.mp4", seconds) for number in range(programme.SLIDES)]
        with timed() as drawing, ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda one: engine.segment(slide, seconds, one[0]), segments))
        with timed() as joining:
            engine.join(segments, sound, folder / "video.mp4", chapters=[], title="Bench", comment="")
    yield real_time("Video, every segment new", length, drawing.seconds + joining.seconds)
    yield real_time("Video, joined from kept segments", length, joining.seconds)
