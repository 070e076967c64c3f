"""A text as every finder reads it, parsed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from labs.prompt.grading import layout
from labs.prompt.grading.answer import Span
from labs.prompt.grading.chunks import Phrase, phrases
from labs.prompt.grading.elements import ELEMENTS
from labs.prompt.grading.layout import Field, Range
from labs.prompt.grading.lexicon import Hit, hits, tree
from labs.prompt.grading.negation import Scope, scopes
from labs.prompt.grading.tagging import tag
from labs.prompt.grading.tokens import Token, tokenize

_STUFFED = 4
FILES = (*ELEMENTS[:-1], "senses")


@dataclass
class Reading:
    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenize(self.text)

    @cached_property
    def tags(self) -> list[str]:
        return tag(self.tokens)

    @cached_property
    def segments(self) -> list[Range]:
        return layout.segments(self.tokens)

    @cached_property
    def sentences(self) -> list[Range]:
        return layout.sentences(self.tokens)

    @cached_property
    def fields(self) -> list[Field]:
        return layout.fields(self.tokens)

    @cached_property
    def scopes(self) -> list[Scope]:
        return scopes(self.tokens, self.tags)

    @cached_property
    def phrases(self) -> list[Phrase]:
        return phrases(self.tokens, self.tags)

    @cached_property
    def negated(self) -> bytearray:
        """1 for each token that a negation takes out, or that stands under a heading of restrictions."""
        marks = bytearray(len(self.tokens))
        for scope in self.scopes:
            _mark(marks, scope.whole)
        for field in self.fields:
            if field.kind == "restrictions":
                _mark(marks, field.value)
        return marks

    @cached_property
    def unread(self) -> bytearray:
        """1 for each token of a heading, or said of the work and not of the picture."""
        marks = bytearray(len(self.tokens))
        for field in self.fields:
            _mark(marks, field.label)
            if field.kind == "meta" or not field.real:
                _mark(marks, field.value)
        for start, end in self.segments:
            if end - start >= _STUFFED and self._names_only(start, end):
                _mark(marks, (start, end))
        return marks

    def _names_only(self, start: int, end: int) -> bool:
        """Whether hardly anything stands there but names of elements, or words said again."""
        said = [self.tokens[place].single for place in range(start, end)]
        names = sum(word in ELEMENTS or word in said[:number] for number, word in enumerate(said))
        return names >= len(said) * 0.7

    @cached_property
    def field_of(self) -> list[str]:
        """For each token the kind of the field whose value it is in, or ""."""
        kinds = [""] * len(self.tokens)
        for field in self.fields:
            for place in range(*field.value):
                kinds[place] = field.kind
        return kinds

    @cached_property
    def _hits(self) -> dict[tuple[str, str], list[Hit]]:
        found = hits(tree(*FILES), self.tokens, self.tags)
        blocked: dict[str, list[Hit]] = defaultdict(list)
        for hit in found:
            if hit.group == "not" or hit.file == "senses":
                blocked[hit.file].append(hit)
        kept = defaultdict(list)
        for hit in found:
            blocks = blocked[hit.file] + blocked["senses"] if hit.group != "not" else ()
            if not any(_hides(block, hit) for block in blocks):
                kept[hit.file, hit.group].append(hit)
        return kept

    def hits(self, file: str, *groups: str) -> list[Hit]:
        """Terms of these groups that stand and are not negated."""
        return [
            hit
            for group in groups
            for hit in self._hits.get((file, group), ())
            if self.stands(hit.start, hit.end)
        ]

    def other_senses(self, file: str) -> list[Hit]:
        """What only looks like a term of this file."""
        return [*self._hits.get((file, "not"), ()), *self._hits.get(("senses", "things"), ())]

    @cached_property
    def other_words(self) -> frozenset[int]:
        """The tokens that state camera, lighting, style, mood, genre or texture: no subject ends in one of
        them.
        """
        files = ("camera", "lighting", "style", "mood", "genre", "texture")
        found = [hit for file in files for hit in self._hits.get((file, "always"), ())]
        found += self._hits.get(("environment", "always"), ())
        return frozenset(place for hit in found for place in range(hit.start, hit.end))

    @cached_property
    def style_words(self) -> frozenset[int]:
        """The tokens of styles: "1970s paranoia films" is no date."""
        hits_ = self._hits.get(("style", "always"), ())
        return frozenset(place for hit in hits_ for place in range(hit.start, hit.end))

    @cached_property
    def light_words(self) -> list[Hit]:
        """Terms of light: in "morning sun" no hour is stated."""
        return self._hits.get(("lighting", "always"), [])

    @cached_property
    def place_words(self) -> frozenset[int]:
        """The last tokens of places."""
        return frozenset(hit.end - 1 for hit in self._hits.get(("environment", "places"), ()))

    @cached_property
    def shy_places(self) -> frozenset[int]:
        """The last tokens of what is a place only after a preposition."""
        return frozenset(hit.end - 1 for hit in self._hits.get(("environment", "shy-places"), ()))

    @cached_property
    def other_places(self) -> frozenset[int]:
        """The tokens of what only looks like a place."""
        return frozenset(
            place for hit in self.other_senses("environment") for place in range(hit.start, hit.end)
        )

    def stands(self, start: int, end: int) -> bool:
        """No word of it is negated, a heading, or said of the work."""
        return not any(self.negated[start:end]) and not any(self.unread[start:end])

    def span(self, start: int, end: int) -> Span:
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def span_of(self, first: Token, last: Token) -> Span:
        return Span(first.start, last.end)

    @cached_property
    def known_starts(self) -> frozenset[int]:
        """Where words of any lexicon begin, in characters."""
        return frozenset(
            self.tokens[place].start
            for found in self._hits.values()
            for hit in found
            for place in range(hit.start, hit.end)
        )

    def word(self, place: int) -> str:
        """The canonical word at a place; "" outside the text."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def single(self, place: int) -> str:
        return self.tokens[place].single if 0 <= place < len(self.tokens) else ""

    def joined(self, place: int) -> bool:
        """Whether a hyphen stands before the token."""
        return place < len(self.tokens) and self.tokens[place].joined

    def tag(self, place: int) -> str:
        return self.tags[place] if 0 <= place < len(self.tokens) else "SIGN"


def _hides(block: Hit, hit: Hit) -> bool:
    """Another sense hides what it holds, and of what it overlaps that which says less."""
    if block.start <= hit.start and hit.end <= block.end:
        return True
    overlaps = block.start < hit.end and hit.start < block.end
    return overlaps and hit.end - hit.start < block.end - block.start


def _mark(marks: bytearray, stretch: Range) -> None:
    start, end = stretch
    marks[start:end] = b"\1" * max(end - start, 0)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, those that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
