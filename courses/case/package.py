"""What a CFPackage says, of what this house keeps."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

EXTENSION = "greenroom"
"""The name under which our own packages keep what CASE has no field for."""


class CaseRefused(ValueError):
    """The package cannot be used. Its text names the place, as in CFItems[3].identifier, and says why."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}" if place else message)


@dataclass(frozen=True)
class Item:
    """A statement. place: where it stands in the file. None: the package does not say.

    statement: in full. name: abbreviated. slug: what our own packages propose. placed: whether the package
    says where it stands; then parent is None for the top.
    """

    place: str
    identifier: uuid.UUID
    statement: str
    name: str | None = None
    code: str | None = None
    kind: str | None = None
    slug: str | None = None
    ends_on: datetime.date | None = None
    placed: bool = False
    parent: uuid.UUID | None = None
    order: int | None = None


@dataclass(frozen=True)
class Package:
    """notes: what was left out, in sentences."""

    title: str
    items: tuple[Item, ...]
    notes: tuple[str, ...]
