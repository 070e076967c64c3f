"""What stands between a module and its learners. Every door to publishing asks here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError

from courses.durations import timecode
from courses.narration import narrate
from courses.pacing import LIMIT_SECONDS, READ_WPM, SPOKEN_WPM, Ledger

_FORMATS = {"read": ("Read", READ_WPM["en"]), "watch": ("Watched or listened to", SPOKEN_WPM)}


@dataclass(frozen=True)
class Problem:
    """A reason not to publish. code: machine word. message: what to do. block_id: where, if at one block."""

    code: str
    message: str
    block_id: str = ""


class NotPublishable(ValidationError):
    """A module was about to go live, or to be scheduled, and may not."""

    def __init__(self, module: Any, found: list[Problem]) -> None:
        super().__init__([problem.message for problem in found])
        self.module = module
        self.problems = found

    @property
    def told(self) -> str:
        """All of it in one message."""
        return f"“{self.module.title}” was not published. {' '.join(self.messages)}"


class Publishable(Protocol):
    """What a module page offers to be judged by."""

    body: Any

    def clock(self) -> Ledger: ...
    def lesson(self) -> Any: ...
    def slug_problem(self) -> str: ...


def problems(module: Publishable) -> list[Problem]:
    """Every reason why this version of a module may not go live; empty where it may."""
    clash = module.slug_problem()
    found = [Problem("slug_taken", clash)] if clash else []
    if not any(True for _ in module.body):
        return [*found, Problem("empty", "The module is empty. Add what people should learn, then publish.")]
    incomplete = _block_problems(module.body)
    if incomplete:
        return found + incomplete
    if not _speaks(module.lesson()):
        found.append(
            Problem(
                "nothing_to_say", "Nothing in the module can be read or spoken. Add some text, then publish."
            )
        )
    return [*found, *too_long(module.clock())]


def _speaks(lesson: Any) -> bool:
    """Whether there is a word in the body; dots and dashes are none."""
    told = narrate(lesson)[1:-1]  # without opening and closing
    lines = (line for one in told for passage in one.passages for line in passage.lines)
    return any(letter.isalnum() for line in lines for letter in line.text)


def too_long(clock: Ledger) -> list[Problem]:
    """One problem for each format past the limit. Watching and listening have the same length."""
    return [
        Problem("too_long", _over(label, clock.formats[name], wpm))
        for name, (label, wpm) in _FORMATS.items()
        if clock.formats[name] > LIMIT_SECONDS
    ]


def _over(label: str, seconds: float, wpm: float) -> str:
    over = seconds - LIMIT_SECONDS
    words = max(5, round(over * wpm / 60 / 5) * 5)
    return (
        f"{label}, the module takes {timecode(seconds)}: {over:.0f} s over fifteen minutes. "
        f"Take out about {words} words, or make two modules of it."
    )


def _block_problems(body: Any) -> list[Problem]:
    try:
        body.stream_block.clean(body)
    except ValidationError as error:
        by_block = getattr(error, "block_errors", None) or {}
        found = [_incomplete(body[index], fault) for index, fault in sorted(by_block.items())]
        return found or [Problem("incomplete", " ".join(error.messages))]
    return []


def _incomplete(child: Any, fault: Any) -> Problem:
    said = "; ".join(dict.fromkeys(_messages(fault, child.block)))
    return Problem("incomplete", f"{child.block.label}: {said}", str(child.id))


def _messages(fault: Any, block: Any) -> Iterable[str]:
    """Every message of a nested block error, with the label of the field it belongs to."""
    inner = getattr(fault, "block_errors", None)
    if inner is None:
        yield from fault.messages
        return
    for name, one in inner.items():
        child = block.child_blocks[name] if isinstance(name, str) else block.child_block
        label = child.label or name if isinstance(name, str) else f"{child.label or 'Item'} {name + 1}"
        yield from (f"{label}: {message}" for message in _messages(one, child))
    for one in fault.non_block_errors.as_data():
        yield from one.messages
