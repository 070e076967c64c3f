"""What a brief gives away: people's data, secrets, titles under embargo, a living artist as a style."""

from __future__ import annotations

from collections.abc import Iterable

from labs.prompt.grading.answer import Leak
from labs.prompt.grading.leaks.embargo import embargoed_in
from labs.prompt.grading.leaks.personal import personal
from labs.prompt.grading.leaks.secret import secrets
from labs.prompt.grading.leaks.signature import signatures
from labs.prompt.grading.reading import Reading


def leaks(reading: Reading, embargoed: Iterable[str] = ()) -> tuple[Leak, ...]:
    """In the order of the text. Where two overlap the more urgent stays: a secret, then personal data."""
    found: list[Leak] = []
    for leak in (
        *secrets(reading.text),
        *personal(reading.text),
        *embargoed_in(reading, embargoed),
        *signatures(reading),
    ):
        if not any(leak.span.start < other.span.end and other.span.start < leak.span.end for other in found):
            found.append(leak)
    return tuple(sorted(found, key=lambda leak: leak.span))
