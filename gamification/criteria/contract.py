"""What a kind of criterion is: what its form asks, what it says, what may complete it, when it is met.

No database: a kind reads what is asked for as plain data, and asks `Facts` about a person. A new kind is one
file beside this one, its test, and one line in `gamification.criteria`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from wagtail import blocks

Asked = Mapping[str, Any]
"""The values of a kind's form as they are kept: pages and competencies by their id."""
GONE = "something that is no longer there"


@dataclass(frozen=True)
class Met:
    """reason: a sentence for people. level: the one that was reached, where it is about one.

    What it rests on: evidence, by its ids; attempts, by theirs, with all their answers; competencies, by
    their slugs, with what counts in them.
    """

    reason: str
    evidence: tuple[int, ...] = ()
    attempts: tuple[int, ...] = ()
    competencies: tuple[str, ...] = ()
    level: str = ""


class Names(Protocol):
    """What ids stand for; GONE for what was deleted."""

    def page(self, pk: int | None) -> str: ...

    def path(self, pk: int | None) -> str: ...

    def competency(self, pk: int | None) -> str: ...

    def slug(self, pk: int | None) -> str: ...


class Facts(Protocol):
    """What one person has done, as far as it still counts; for a renewal, since the award before."""

    @property
    def names(self) -> Names: ...

    def finished(self, modules: Sequence[int]) -> Mapping[int, int]:
        """Module id -> the attempt in which it was finished, of those that were."""

    def modules_of(self, course: int) -> Sequence[int]:
        """Ids of the published modules of a course."""

    def clean_take(self, module: int) -> tuple[int, ...]:
        """Ids of the answers of a first attempt with every question right at the first try; or nothing."""

    def labs_passed(self, context: str) -> Sequence[int]:
        """The evidence of each lab that was passed, once a lab. context: what about; empty for any."""

    def walked(self, path: int) -> Sequence[int] | None:
        """What the walk of a whole path rests on; None where a stop is open."""

    def days_in_a_row(self, number: int) -> Sequence[int] | None:
        """The answers of the last so many days, where there were as many in a row."""

    def reached(self) -> Mapping[str, str]:
        """Competency slug -> the highest level that was awarded in it."""


class Kind(ABC):
    name: ClassVar[str]
    """Kept in the criteria of badges and awards: never changed."""
    block: ClassVar[type[blocks.StructBlock]]

    def per_module(self, asked: Asked) -> bool:
        """Whether it is met once for each module, rather than once."""
        return False

    @abstractmethod
    def triggers(self, asked: Asked, names: Names) -> list[str]:
        """The facts that can complete it, as `gamification.criteria.facts` names them."""

    @abstractmethod
    def words(self, asked: Asked, names: Names) -> str:
        """What one must do: a sentence."""

    @abstractmethod
    def met(self, asked: Asked, facts: Facts, module: int | None) -> Met | None:
        """None where it is not. module: the one in question, where the badge is one for each module."""
