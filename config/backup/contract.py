from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.core.files.storage import Storage

Say = Callable[[str], None]


class Refused(Exception):
    """What cannot be done, and what to do instead. Nothing was changed."""


@dataclass(frozen=True)
class Facts:
    """What a copy of a database holds. rows: table -> rows. migrations: "app.name" of each applied one."""

    engine: str
    server: str
    rows: Mapping[str, int]
    migrations: tuple[str, ...]


class Database(Protocol):
    engine: str

    def dump(self, target: Path) -> Facts:
        """A whole and consistent copy, while the site runs. Raises Refused."""

    def in_use(self) -> bool:
        """Whether anybody is in it."""

    def stage(self, dump: Path, folder: Path, facts: Facts) -> Path:
        """What swap() takes, proved against the facts as far as it can be. Raises Refused."""

    def swap(self, staged: Path, stamp: str, facts: Facts) -> list[Path]:
        """Put the staged one in place of what is there, or change nothing. What was there, if it was kept."""


@dataclass(frozen=True)
class Site:
    """stores: "media" and "productions" -> where their files lie."""

    database: Database
    stores: Mapping[str, Storage]
