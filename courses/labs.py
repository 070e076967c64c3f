"""Kinds of lab that other apps bring. A lesson names one by kind and reference, and knows nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class LabKind:
    """name: kept in lessons, never changed. label: for authors. seconds: what one takes where its author says
    nothing. url: reference of a lab -> where it is tried outside a lesson; raises LookupError, saying what to
    do. place: slug of a module and id of a block -> where a learner opens the lab of that lesson; without it
    they open it at `url`. offered: (reference, title) of the labs there are.
    """

    name: str
    label: str
    url: Callable[[str], str]
    seconds: float
    place: Callable[[str, str], str] | None = None
    offered: Callable[[], list[tuple[str, str]]] = list


KINDS: dict[str, LabKind] = {}


def register(kind: LabKind) -> None:
    """Offer a kind of lab to authors. Call it when the app is ready. Raises ValueError for a name in use."""
    if kind.name in KINDS:
        raise ValueError(f"There is a kind of lab called “{kind.name}” already.")
    KINDS[kind.name] = kind


def offered() -> list[tuple[str, str]]:
    """(name, label), as a field's choices."""
    return sorted(((kind.name, kind.label) for kind in KINDS.values()), key=lambda choice: choice[1])


def references() -> list[tuple[str, list[tuple[str, str]]]]:
    """The labs of each kind that has some, as a field's grouped choices."""
    kinds = sorted(KINDS.values(), key=lambda kind: kind.label)
    found = [(kind.label, kind.offered()) for kind in kinds]
    return [(label, choices) for label, choices in found if choices]
