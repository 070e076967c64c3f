"""FFmpeg's audio filters inside this process, through PyAV: no start-up cost per passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext
from numpy.typing import NDArray

BLOCK_SECONDS = 1


def blocks(samples: NDArray[np.float32], rate: int) -> Iterator[AudioFrame]:
    """Mono samples as frames of a second, so that long speech never lies in memory twice."""
    step = rate * BLOCK_SECONDS
    for start in range(0, len(samples), step):
        part = np.ascontiguousarray(samples[None, start : start + step], dtype=np.float32)
        frame = AudioFrame.from_ndarray(part, format="flt", layout="mono")
        frame.sample_rate = rate
        frame.pts = start
        frame.time_base = Fraction(1, rate)
        yield frame


def run(
    frames: Iterable[AudioFrame], rate: int, chain: Sequence[tuple[str, str]], *, layout: str = "mono"
) -> Iterator[AudioFrame]:
    """The frames after a chain of (filter, arguments). rate: hertz of the frames, which are floats."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout=layout, time_base=Fraction(1, rate))
    _chained(graph, source, chain)
    for frame in frames:
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def of_file(path: Path, chain: Sequence[tuple[str, str]]) -> Iterator[AudioFrame]:
    """The first sound of a file after a chain of (filter, arguments), decoded beside other threads."""
    graph = Graph()
    _chained(graph, graph.add("amovie", filename=str(path)), chain)
    yield from _ready(graph)


def _chained(graph: Graph, source: FilterContext, chain: Sequence[tuple[str, str]]) -> None:
    nodes = [source]
    for name, arguments in (*chain, ("abuffersink", "")):
        node = graph.add(name, arguments) if arguments else graph.add(name)
        nodes[-1].link_to(node)
        nodes.append(node)
    graph.configure()


def _ready(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
