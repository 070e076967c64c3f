"""What a type of lab is: what it shows at a desk, how it reads what a learner sends, how it grades that."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

    from labs.models import Run, Submission


class Refused(Exception):
    """Work that cannot be taken. code: machine word. message: for the person who sent it: what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Desk:
    """Where somebody works at a lab. task: its author's form, as it stood when the run began.

    submissions: what was sent so far, in order. Nothing is kept of a run that has no id yet: it is a preview.
    """

    run: Run
    task: StructValue
    submissions: Sequence[Submission] = ()

    @property
    def last(self) -> Submission | None:
        return self.submissions[-1] if self.submissions else None


@dataclass(frozen=True)
class Outcome:
    """What the server made of some work. score: 0..1. found: what the page says of it, as JSON.

    final: it is handed in: it becomes evidence and ends the run. hinted: the key had been shown before.
    """

    score: float
    passed: bool
    found: Mapping[str, Any] = field(default_factory=dict)
    final: bool = True
    hinted: bool = False


class LabType(ABC):
    """One type. Its page is `templates/labs/<name>.html`, which extends `labs/desk.html`."""

    name: ClassVar[str]
    """That of its folder."""
    label: ClassVar[str]
    summary: ClassVar[str]
    """One sentence for authors who choose among types."""
    seconds: ClassVar[float]
    """What one takes where a lesson says nothing."""
    rule: ClassVar[str]
    """Name and version of the grading, frozen in evidence: ``edgy/1``."""

    @property
    def template(self) -> str:
        return f"labs/{self.name}.html"

    @abstractmethod
    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        """What the template shows. posted: work that was refused, to be mended."""

    @abstractmethod
    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        """The work in a form, as JSON. Raises Refused for what cannot be graded."""

    @abstractmethod
    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        """The same work gives the same outcome, as long as the studio's lists and measurements stay."""

    def points(
        self, task: StructValue, work: Mapping[str, Any], found: Mapping[str, Any]
    ) -> Mapping[str, bool]:
        """What its author asked for, in words they know it by -> whether what was handed in meets it. Nothing
        where that cannot be said point by point.
        """
        return {}
