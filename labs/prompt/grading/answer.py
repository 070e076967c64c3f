"""What the grader answers. Every span counts characters, [start, end), of the text as it was given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True)
class Found:
    """Whether an element is covered, and the words that state it, in the order of the text."""

    covered: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Contradiction:
    """spans: the words on either side. say: what does not go together, in a sentence."""

    spans: tuple[Span, Span]
    say: str


@dataclass(frozen=True)
class Leak:
    """kind: "personal", "secret", "embargo" or "style". say: what to do about it."""

    kind: str
    span: Span
    say: str


@dataclass(frozen=True)
class Note:
    """kind: "vague", "restriction", "length", "reference", "output". span: None where no words are meant."""

    kind: str
    span: Span | None
    say: str


@dataclass(frozen=True)
class Grade:
    """elements: the nine keys, each with what was found."""

    elements: dict[str, Found]
    contradictions: tuple[Contradiction, ...]
    leaks: tuple[Leak, ...]
    notes: tuple[Note, ...]

    @property
    def covered(self) -> int:
        return sum(found.covered for found in self.elements.values())
