"""What a badge says, before it is a document. Plain data, so that the engine leans on no model."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

ACHIEVED = "achieved"
"""Names the level in an achievement's list of results."""


@dataclass(frozen=True)
class Issuer:
    """Who vouches. id: its https address, under which its public keys are found. url: of the site."""

    id: str
    name: str
    url: str


@dataclass(frozen=True)
class Alignment:
    """A competency that a badge is about. identifier: of a CASE item, empty where it has none."""

    name: str
    url: str
    identifier: str = ""
    framework: str = ""
    description: str = ""


@dataclass(frozen=True)
class Level:
    """A level that can be reached. slug: its name in addresses."""

    slug: str
    name: str
    description: str = ""


@dataclass(frozen=True)
class Achievement:
    """What can be earned. id: its address. image: the address of its picture. levels: lowest first."""

    id: str
    name: str
    description: str
    criteria: str
    image: str = ""
    alignments: tuple[Alignment, ...] = ()
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A piece of evidence its learner chose to show. url may be empty."""

    name: str
    narrative: str = ""
    url: str = ""


@dataclass(frozen=True)
class Recipient:
    """Whose badge it is. name: empty unless they chose to show it. salt: random, kept with the badge."""

    id: str
    email: str
    salt: str
    name: str = ""


@dataclass(frozen=True)
class Place:
    """Where a badge's withdrawal is read: bit `index` of the list at `url`."""

    url: str
    index: int


@dataclass(frozen=True)
class Facts:
    """All that one badge says. level: the slug of one of the achievement's, or empty."""

    id: str
    issuer: Issuer
    achievement: Achievement
    recipient: Recipient
    place: Place
    valid_from: datetime.datetime
    valid_until: datetime.datetime | None = None
    level: str = ""
    evidence: tuple[Shown, ...] = ()
