"""What the phrases of a prompt may be about: kept in the cache, by what it follows from."""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache

from labs.models import Submission
from labs.prompt.nearness import VERSION, phrases


def hint_key(version: Submission) -> str:
    told = "\n".join((VERSION, version.rule, version.work["text"]))
    return f"labs.hint.{sha256(told.encode()).hexdigest()}"


def kept_hint(version: Submission) -> list[tuple[str, str]] | None:
    """(element, phrase), none where nothing is to be suggested; None while nobody has looked."""
    found = cache.get(hint_key(version))
    if found is None:
        return None
    # The cache has places, not words: what somebody wrote stays in their own run.
    said = phrases(version.work["text"])
    return [(key, said[place]) for key, place in found]
