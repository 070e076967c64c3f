from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter


@dataclass
class Watch:
    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Watch]:
    watch = Watch()
    began = perf_counter()
    yield watch
    watch.seconds = perf_counter() - began


def real_time(what: str, programme: float, took: float) -> str:
    """programme, took: seconds."""
    return f"{what}: {programme:.0f} s in {took:.2f} s, {programme / took:.0f} times real time"
