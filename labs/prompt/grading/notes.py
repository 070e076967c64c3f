"""What may be said of a brief besides its elements: notes help, and change no grade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labs.prompt.grading.answer import Note, Span
from labs.prompt.grading.lexicon import Hit, hits, tree
from labs.prompt.grading.reading import Reading

FEWEST, MOST = 8, 250
"""Words: with fewer hardly anything is fixed, with more a model loses the thread."""
_RATIO = re.compile(r"\b\d+(?:\.\d+)?\s?:\s?\d+\b|\b\d{3,4}\s?[x×]\s?\d{3,4}\b|\b\d+\s?[\"″](?!\w)")
_TESTED = "Somebody can look at the result and tick this off."


def notes(reading: Reading) -> tuple[Note, ...]:
    found = hits(tree("notes"), reading.tokens, reading.tags)
    groups: dict[str, list[Hit]] = {}
    for hit in found:
        groups.setdefault(hit.group, []).append(hit)
    return (
        *_vague(reading, groups),
        *_restrictions(reading, groups.get("untestable", [])),
        *_length(reading),
        *_references(reading, groups.get("references", [])),
        *_outputs(reading, groups.get("outputs", [])),
    )


def _longest(found: list[Hit]) -> Iterator[Hit]:
    """In order, without those inside another."""
    end = 0
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end


def _vague(reading: Reading, groups: dict[str, list[Hit]]) -> Iterator[Note]:
    says = {
        "praise": "“{}” praises the picture and describes nothing: say what one would see.",
        "vague": "“{}” leaves it open: name the thing you mean.",
    }
    seen = set()
    for group, say in says.items():
        for hit in _longest(groups.get(group, [])):
            span = reading.span(hit.start, hit.end)
            words = span.of(reading.text)
            if words.casefold() not in seen and reading.stands(hit.start, hit.end):
                seen.add(words.casefold())
                yield Note("vague", span, say.format(words))


def _restrictions(reading: Reading, untestable: list[Hit]) -> Iterator[Note]:
    for scope in reading.scopes:
        if not scope.restricts:
            continue
        start, end = scope.whole
        span = reading.span(start, end)
        if any(hit.start >= start and hit.end <= end for hit in untestable):
            yield Note(
                "restriction",
                span,
                "Nobody can check this restriction: name the thing that must not be there.",
            )
        else:
            yield Note("restriction", span, f"A restriction that can be tested. {_TESTED}")


def _length(reading: Reading) -> Iterator[Note]:
    count = sum(token.is_word for token in reading.tokens)
    if count == 0:
        yield Note("length", None, "There is nothing here yet: begin with who or what the picture is of.")
    elif count < FEWEST:
        yield Note(
            "length", None, f"{count} words leave nearly everything to chance. Twenty to a hundred are usual."
        )
    elif count > MOST:
        yield Note("length", None, f"{count} words are many: keep what changes the picture.")


def _references(reading: Reading, found: list[Hit]) -> Iterator[Note]:
    for hit in _longest(found):
        yield Note(
            "reference",
            reading.span(hit.start, hit.end),
            "A reference: say what to take from it, and whether its rights are cleared.",
        )


def _outputs(reading: Reading, found: list[Hit]) -> Iterator[Note]:
    spans = [reading.span(hit.start, hit.end) for hit in _longest(found)]
    if ratio := _RATIO.search(reading.text):
        spans.append(Span(*ratio.span()))
    for span in sorted(spans):
        yield Note("output", span, "States what is to come out.")
    if not spans and reading.tokens:
        yield Note("output", None, "Format, duration or number of versions are not stated.")
