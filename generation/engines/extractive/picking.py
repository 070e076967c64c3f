"""Lines for a sheet, a recap or a slide out of a lesson's own sentences, word for word."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engines.extractive.ranking import centrality, spread
from generation.engines.extractive.syntax import alone
from generation.ports import Embedder, Sentence
from generation.words import words

VERSION = "1"
"""Of the choice, for digests; the embedder has one of its own."""
DIVERSITY = 0.5
"""More than for proposals, of which an author leaves some: nobody needs two lines of one meaning."""
LONGEST = 30
"""Words. A longer sentence is no line to take home."""


def pick(sentences: Sequence[Sentence], count: int, embedder: Embedder, *, title: str = "") -> list[int]:
    """Numbers of at most `count` sentences, the most telling first, each unlike those before it.

    Each stands by itself (`alone`) and has at most LONGEST words; sorted, they have the lesson's order. Fewer
    where fewer fit. Nothing is embedded where there is nothing to choose. Raises EngineError.
    """
    fitting = _fitting(sentences)
    if count < 1 or not fitting:
        return []
    vectors = embedder.embed([title or sentences[fitting[0]].text, *(sentences[at].text for at in fitting)])
    weight = centrality(vectors[1:], vectors[0] if title else vectors[1:].mean(axis=0))
    return [fitting[at] for at in spread(range(len(fitting)), vectors[1:], weight, count, DIVERSITY)]


def _fitting(sentences: Sequence[Sentence]) -> list[int]:
    """Those that can stand by themselves, each wording once."""
    first: dict[tuple[str, ...], int] = {}
    for at, one in enumerate(sentences):
        if alone(one) and len(one.text.split()) <= LONGEST:
            first.setdefault(tuple(words(one.text)), at)
    return list(first.values())
