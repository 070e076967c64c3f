"""What a reviewer says in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from labs.contract import Refused
from labs.peers.rubric import LONGEST, MOST, SHORTEST, Rubric


@dataclass(frozen=True)
class Said:
    """points: None where none were chosen yet. sentences: one a criterion. overall: of the whole."""

    points: tuple[int | None, ...]
    sentences: tuple[str, ...]
    overall: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def said_in(rubric: Rubric, posted: Mapping[str, str]) -> Said:
    """As far as it is written. Nothing of it is refused yet."""
    numbers = range(len(rubric.criteria))
    points = tuple(_points(posted.get(f"points-{at}", "")) for at in numbers)
    sentences = tuple(_plain(posted.get(f"sentence-{at}", "")) for at in numbers)
    return Said(points, sentences, _plain(posted.get("overall", "")))


def kept(rubric: Rubric, draft: Mapping[str, Any]) -> Said:
    """A draft. One that is of another rubric is an empty one."""
    number = len(rubric.criteria)
    if len(draft.get("points", ())) != number:
        return Said((None,) * number, ("",) * number, "")
    return Said(tuple(draft["points"]), tuple(draft["sentences"]), draft["overall"])


def check_length(said: Said) -> None:
    """Raises Refused (too_long)."""
    if any(len(one) > LONGEST for one in (*said.sentences, said.overall)):
        raise Refused("too_long", f"Say each in {LONGEST} characters at most.")


def check_whole(rubric: Rubric, said: Said) -> None:
    """Raises Refused (too_long, incomplete) for what cannot be sent yet."""
    check_length(said)
    told = zip(rubric.criteria, said.points, said.sentences, strict=True)
    lacking = [f"“{one.name}”" for one, points, why in told if points is None or len(why) < SHORTEST]
    if lacking:
        raise Refused("incomplete", f"{', '.join(lacking)}: give points, and say why in a sentence.")
    if len(said.overall) < SHORTEST:
        raise Refused("incomplete", "Say in a sentence what would help most with the whole of it.")


def _points(said: str) -> int | None:
    return int(said) if said in [str(one) for one in range(MOST + 1)] else None


def _plain(said: str) -> str:
    return said.replace("\0", "").strip()
