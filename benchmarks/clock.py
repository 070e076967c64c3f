"""The clock of a module with a hundred blocks, against the 20 ms that an author does not notice."""

from collections.abc import Iterator
from statistics import median

LIMIT = 0.020
"""Seconds."""
ROUNDS = 50
SIZES = (10, 100)


def run() -> Iterator[str]:
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.measuring import timed
    from courses.blocks.plain import pieces

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    for blocks in SIZES:
        lesson = _lesson(blocks)
        taken = []
        for _ in range(ROUNDS):
            pieces.cache_clear()
            with CaptureQueriesContext(connection) as asked, timed() as watch:
                clock = lesson.clock_of(lesson.lesson())
            taken.append(watch.seconds)
        took = median(taken)
        yield (
            f"The clock of {len(lesson.body)} blocks, {clock.seconds / 60:.0f} minutes: "
            f"{took * 1000:.1f} ms, {took / LIMIT:.0%} of {LIMIT * 1000:.0f} ms, {len(asked)} queries"
        )


def _lesson(blocks: int):
    """The demo's longest module, its body over and over until it has that many blocks."""
    from courses.models import ModulePage

    page = max(ModulePage.objects.all(), key=lambda page: len(page.body))
    raw = list(page.body.get_prep_value())
    again = [raw[number % len(raw)] for number in range(blocks)]
    for number, block in enumerate(again):
        again[number] = {**block, "id": f"b{number}"}
    page.body = page.body.stream_block.to_python(again)
    len(page.body)
    return page
