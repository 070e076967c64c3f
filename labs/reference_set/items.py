"""A picture of a set as the checks see it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from labs.looks import Look

SAID = ("name", "description", "angle", "rights", "source")
"""What a learner says of a picture."""


@dataclass(frozen=True)
class Truth:
    """What the author knows of a prepared picture. rights: of `words.Rights`."""

    belongs: bool
    why: str
    rights: str
    record: str


@dataclass(frozen=True)
class Item:
    """key: p and its number among the prepared ones, or u and the id of an upload.

    truth: of a prepared one.
    """

    key: str
    name: str
    description: str
    angle: str
    rights: str
    source: str
    width: int
    height: int
    look: Look
    truth: Truth | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any], truth: Truth | None = None) -> Self:
        """said: as it is kept in work: key, SAID, width, height, look."""
        plain = {name: said[name] for name in ("key", *SAID, "width", "height")}
        return cls(**plain, look=Look.from_json(said["look"]), truth=truth)


@dataclass(frozen=True)
class Wanted:
    """What a task asks of a set. rights: claims that will do. must: checks to pass, of `words.Check`."""

    keyword: str
    fewest: int
    most: int
    rights: tuple[str, ...]
    must: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one picture. badge: a few words on it. told: a sentence with what to do."""

    key: str
    badge: str
    told: str


@dataclass(frozen=True)
class Finding:
    """What one check says. told: a sentence. faults: by picture; none where the set itself is at fault."""

    check: str
    met: bool
    told: str
    faults: tuple[Fault, ...] = field(default=())
