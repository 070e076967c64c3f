"""What is asked of those who read a lesson and write about it; the other ports import it from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SUMMARY_WORDS = 12
"""Words a summary may have."""


class Kind(StrEnum):
    """What may be proposed to an author."""

    OBJECTIVE = "objective"
    SUMMARY = "summary"
    KEY_POINT = "key_point"
    TERM = "term"
    QUESTION = "single_choice"
    CHECK = "quick_check"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a lesson, word for word. block_id: where it stands. heading: it heads a section.

    marked: words of it that its author set in bold.
    """

    block_id: str
    text: str
    heading: bool = False
    marked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A lesson as a writer reads it. known: words it explains already."""

    title: str
    objective: str
    sentences: tuple[Sentence, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """What a writer proposes. cites: number of the sentence it rests on, from 0. content: by kind

    - objective, summary, key_point: ``text``
    - term: ``term``, ``definition``
    - single_choice: ``question``, ``options``, each with ``text``, ``correct``, ``feedback``
    - quick_check: ``statement``, ``answer``, ``if_true``, ``if_false`` (feedback on either choice); of a
      false one also ``wrong``, words of the statement, and ``right``, what the sentence has in their place
    """

    kind: Kind
    cites: int
    content: Mapping[str, Any]


class Embedder(Protocol):
    name: str
    version: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text. Raises EngineError."""


class Writer(Protocol):
    """model: digest of the weights it works with."""

    name: str
    version: str
    model: str

    def propose(self, reading: Reading, *, seed: int) -> list[Suggestion]:
        """Suggestions of every kind it finds; nobody has checked them. Raises EngineError.

        The same reading, seed, version and machine give the same ones.
        """


@dataclass(frozen=True)
class Told:
    """A line a narrator would say. cites: number of the author's sentence it rests on, from 0."""

    text: str
    cites: int


class TextModel(Protocol):
    """A language model that answers freely. model: digest of its files."""

    name: str
    version: str

    @property
    def model(self) -> str: ...

    def write(self, system: str, user: str, *, seed: int, tokens: int, told: Callable[[str], None]) -> str:
        """An answer of at most so many tokens. told: gets what there is so far, about every half second;
        what it raises ends the work. The same words, seed, version and machine give the same answer.
        Raises EngineError.
        """


class Narrator(Protocol):
    """A language model that tells an author's sentences in spoken language. model: digest of its files."""

    name: str
    version: str
    model: str

    def identity(self) -> Mapping[str, str | int | float]:
        """Everything that changes its words: part of the digest of what it writes. Loads no model."""

    def tell(self, sentences: Sequence[str], *, most_words: int, seed: int) -> list[list[Told]]:
        """Several ways to say them, at least one, each with a line; nobody has checked them.

        The same sentences, seed, identity and machine give the same ones. Raises EngineError.
        """
