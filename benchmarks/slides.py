"""Twenty slides of 1920x1080 in one go."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import programme
from benchmarks.measuring import timed
from generation.engines import registry


def run() -> Iterator[str]:
    engine, slides = registry.slides(), programme.slide_data()
    with TemporaryDirectory() as folder:
        engine.render(slides[:1], Path(folder))
        with timed() as watch:
            engine.render(slides, Path(folder))
    rate = len(slides) / watch.seconds
    yield f"Slides, {engine.name}: {len(slides)} in {watch.seconds:.2f} s, {rate:.0f} a second"
