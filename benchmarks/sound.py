"""Fifteen minutes of passages: all encoded apart, then joined alone, as after one changed paragraph."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import programme
from benchmarks.measuring import real_time, timed
from generation.engines import registry


def run() -> Iterator[str]:
    length = programme.SLIDES * programme.SECONDS_A_SLIDE
    with TemporaryDirectory() as name:
        folder = Path(name)
        passages = programme.passages(folder)
        with timed() as encoding:
            chunks = programme.encoded(passages)
        with timed() as joining:
            registry.sound().join(chunks, folder / "sound.m4a", chapters=[], title="Bench", comment="")
    yield real_time("Sound, every passage encoded and measured", length, encoding.seconds + joining.seconds)
    yield real_time("Sound, joined from kept passages", length, joining.seconds)
