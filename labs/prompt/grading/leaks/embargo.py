"""Titles of the studio that nobody may name yet, however they are capitalised, hyphenated or quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from labs.prompt.grading.answer import Leak
from labs.prompt.grading.reading import Reading
from labs.prompt.grading.tokens import tokenize


def embargoed_in(reading: Reading, titles: Iterable[str]) -> Iterator[Leak]:
    said = [token for token in reading.tokens if token.is_word]
    places: dict[str, list[int]] = {}
    for place, token in enumerate(said):
        places.setdefault(token.word, []).append(place)
    for title in titles:
        words = [token.word for token in tokenize(title) if token.is_word]
        for place in places.get(words[0], ()) if words else ():
            if [token.word for token in said[place : place + len(words)]] == words:
                span = reading.span_of(said[place], said[place + len(words) - 1])
                yield Leak(
                    "embargo", span, "This title is under embargo: leave it out and describe the picture."
                )
