"""Fifteen minutes of passages, joined, encoded and measured."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import programme
from benchmarks.measuring import real_time, timed
from generation.engines import registry


def run() -> Iterator[str]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        chunks = programme.chunks(folder)
        with timed() as watch:
            registry.sound().encode(chunks, folder / "sound.m4a", chapters=[], title="Bench", comment="")
    yield real_time(
        "Sound, encoded and measured", programme.SLIDES * programme.SECONDS_A_SLIDE, watch.seconds
    )
