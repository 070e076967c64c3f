"""Choosing a few of many: what a form says, and whether it says enough. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from labs.contract import Refused
from labs.prompt.passing import listed


class Posted(Protocol):
    """The fields of a form, as Django's QueryDict has them."""

    def get(self, name: str, default: str = "") -> str: ...
    def getlist(self, name: str) -> list[str]: ...


@dataclass(frozen=True)
class Variant:
    """number: its place on the sheet, from 1. made_by: what made it, in words."""

    number: int
    text: str
    made_by: str


@dataclass(frozen=True)
class Choice:
    """kept: numbers of variants, each with the reason for keeping it. rest: why the others go."""

    kept: Mapping[int, str] = field(default_factory=dict)
    common: str = ""
    rest: str = ""


def choice_in(posted: Posted) -> Choice:
    """As it was sent, wanting or not: keep (numbers), why-<number>, common, rest."""
    said = posted.getlist("keep")
    # Python reads no number of more than 4,300 digits.
    numbers = sorted({int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 6})
    return Choice(
        {number: posted.get(f"why-{number}", "") for number in numbers},
        posted.get("common", "").replace("\0", "").strip(),
        posted.get("rest", ""),
    )


def check(
    choice: Choice, *, sheet: Sequence[Variant], most: int, longest: int, reasons: Collection[str]
) -> None:
    """Raises Refused with everything that is still to do. longest: of `common`, in characters."""
    if not choice.kept:
        raise Refused("nothing_kept", "Tick at least one to keep.")
    if not choice.kept.keys() <= {one.number for one in sheet}:
        raise Refused("gone", "One of those is not on this sheet. Look again at what is ticked.")
    to_do = [*_too_many(choice, most), *_unsaid(choice, len(sheet), longest, reasons)]
    if to_do:
        raise Refused("incomplete", " ".join(to_do))


def _too_many(choice: Choice, most: int) -> list[str]:
    kept = len(choice.kept)
    return [f"You keep {kept}, and may keep {most}: take {kept - most} off."] if kept > most else []


def _unsaid(choice: Choice, shown: int, longest: int, reasons: Collection[str]) -> list[str]:
    told = []
    if bare := [str(number) for number, reason in choice.kept.items() if reason not in reasons]:
        told.append(f"Say why you keep number {listed(bare)}.")
    if not choice.common:
        told.append("Say in a sentence what your choice has in common.")
    elif len(choice.common) > longest:
        told.append(
            f"Say what it has in common in at most {longest} characters. You have {len(choice.common)}."
        )
    others = shown - len(choice.kept)
    if others and choice.rest not in reasons:
        told.append(f"Say in one reason why the other {others} go.")
    return told
