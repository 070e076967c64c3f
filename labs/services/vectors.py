"""Lines as vectors. Each is embedded once in a process: a learner trains several times on the same lines."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django.core.cache import caches

from generation.engines import registry

KEPT = 86400
"""Seconds."""


def vectors_of(texts: Sequence[str]) -> list[list[float]]:
    """In the order of the texts. Raises EngineError."""
    embedder, cache = registry.embedder(), caches["process"]
    keys = [_key(f"{embedder.name} {embedder.version}", text) for text in texts]
    kept = cache.get_many(keys)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
    rows = embedder.embed(list(missing.values())) if missing else ()
    new = {key: [float(one) for one in row] for key, row in zip(missing, rows, strict=True)}
    cache.set_many(new, KEPT)
    return [(kept | new)[key] for key in keys]


def _key(embedder: str, text: str) -> str:
    told = "\n".join((embedder, text))
    return f"labs.vector.{sha256(told.encode()).hexdigest()}"
