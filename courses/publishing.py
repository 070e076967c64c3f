"""What stands between a module and its learners. Every door to publishing asks here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListValue

from courses import completing
from courses.blocks.contract import Purpose
from courses.completing import Requirements
from courses.durations import in_words, timecode
from courses.feeding import faults_of_feeds
from courses.narration import narrate
from courses.pacing import ALLOWED_SHARE, GREEN_SHARE, LIMIT_SECONDS, Ledger
from courses.paper import questions_in
from courses.splitting import propose

SHARE = "share"
_FORMATS = {"read": "Read", "watch": "Watched or listened to"}


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


class NotApproved(Exception):
    """Somebody may not decide on a page as they asked to. Its text is for them."""

    def __init__(self, page: Any, told: str) -> None:
        super().__init__(told)
        self.module = page
        self.told = told


class Publishable(Protocol):
    """What a module page offers to be judged by."""

    body: Any

    def clock(self) -> Ledger: ...
    def lesson(self) -> Any: ...
    def slug_problem(self) -> str: ...
    def weights(self) -> Mapping[str, float]:
        """Competency, by name -> its weight."""

    def withdrawn_competencies(self) -> Mapping[str, str]:
        """Slug -> name, of those that nothing new may feed."""

    @property
    def requirements(self) -> Requirements: ...
    def share_is_waived(self, share: float) -> bool: ...
    def length_is_excused(self, clock: Ledger) -> bool:
        """Whether it may run over: only a newer voice made it so, and nothing but its looks changed."""


class Verdict(StrEnum):
    """Whether a module may go live: at once, with somebody's waiver, or not at all."""

    PUBLISHABLE = "publishable"
    NEEDS_WAIVER = "needs_waiver"
    BLOCKED = "blocked"


def verdict(found: Sequence[Problem]) -> Verdict:
    """What problems amount to. Only the share of story may be waived."""
    if not found:
        return Verdict.PUBLISHABLE
    waivable = all(problem.code == SHARE for problem in found)
    return Verdict.NEEDS_WAIVER if waivable else Verdict.BLOCKED


def problems(module: Publishable) -> list[Problem]:
    """Every reason why this version of a module may not go live; empty where it may."""
    clash = module.slug_problem()
    found = [Problem("slug_taken", clash)] if clash else []
    if not any(True for _ in module.body):
        return [*found, Problem("empty", "The module is empty. Add what people should learn, then publish.")]
    lesson = module.lesson()
    found += [*unstated(lesson, module.weights()), *_block_problems(module.body)]
    found += _complete_too_soon(module)
    found += [Problem(*fault) for fault in faults_of_feeds(module.body, module.withdrawn_competencies())]
    if not _speaks(lesson):
        return [*found, Problem("nothing_to_say", _SILENT)]
    clock = module.clock()
    over = too_long(clock, lesson.body)
    if over and module.length_is_excused(clock):
        over = []
    return [*found, *over, *_off_balance(clock, module)]


_SILENT = "Nothing in the module can be read or spoken. Add some text, then publish."


def unstated(lesson: Any, weights: Mapping[str, float]) -> list[Problem]:
    """What it lacks beside its text: an objective, a question, a weight for each competency."""
    found = []
    if not lesson.objective.strip():
        message = "Say what someone will be able to do: write the objective, and begin it with a verb."
        found.append(Problem("no_objective", message))
    if not any(questions_in(lesson.body)):
        message = (
            "Nothing asks the learner to decide. Add at least one question, with feedback on each option."
        )
        found.append(Problem("no_question", message))
    for name, weight in weights.items():
        if not weight or weight <= 0:
            message = f"“{name}” has no weight. Say how much a question here tells of it, from 0.05 to 1."
            found.append(Problem("no_weight", message))
    return found


def _complete_too_soon(module: Publishable) -> list[Problem]:
    has_lab = any(child.block.must_be_passed(child.value) for child in module.body)
    wrong = completing.problem(module.requirements, has_lab=has_lab)
    return [Problem(*wrong)] if wrong else []


def _off_balance(clock: Ledger, module: Publishable) -> list[Problem]:
    """Too little story or too much, unless someone who may has waived it."""
    lowest, highest = ALLOWED_SHARE
    share = clock.entertainment_share
    if lowest <= share <= highest or module.share_is_waived(share):
        return []
    return [Problem(SHARE, _balance(share, clock.by_purpose[Purpose.STORY], clock.seconds))]


def _balance(share: float, story: float, seconds: float) -> str:
    """What to change, in seconds, to reach the nearer end of what is green."""
    told = f"Story takes {share:.0%} of the module; 10 to 30% may be published."
    if share < ALLOWED_SHARE[0]:
        wanted = (GREEN_SHARE[0] * seconds - story) / (1 - GREEN_SHARE[0])
        return f"{told} Add about {in_words(_fives(wanted))} of story, or turn teaching into a scene."
    spare = (story - GREEN_SHARE[1] * seconds) / (1 - GREEN_SHARE[1])
    return f"{told} Take out about {in_words(_fives(spare))} of story, or add teaching and practice."


def _fives(seconds: float) -> float:
    return math.ceil(seconds / 5) * 5.0


def _speaks(lesson: Any) -> bool:
    """Whether there is a word in the body; dots and dashes are none."""
    told = narrate(lesson)[1:-1]  # without opening and closing
    lines = (line for one in told for passage in one.passages for line in passage.lines)
    return any(letter.isalnum() for line in lines for letter in line.text)


def too_long(clock: Ledger, body: Any = ()) -> list[Problem]:
    """One problem for each format past the limit. Watching and listening have the same length."""
    over = [name for name in _FORMATS if clock.formats[name] > LIMIT_SECONDS]
    where = _proposal(clock, body) if over else ""
    pace = {"read": clock.read_wpm, "watch": clock.spoken_wpm}
    return [
        Problem("too_long", _over(_FORMATS[name], pace[name], clock.formats[name]) + where) for name in over
    ]


def _over(label: str, wpm: float, seconds: float) -> str:
    over = seconds - LIMIT_SECONDS
    words = max(5, round(over * wpm / 60 / 5) * 5)
    return (
        f"{label}, the module takes {timecode(seconds)}: {over:.0f} s over fifteen minutes. "
        f"Take out about {words} words"
    )


def _proposal(clock: Ledger, body: Any) -> str:
    """Where it could be cut in two or more."""
    parts = propose(body, clock)
    if not parts:
        return ", or make two modules of it."
    places = " and ".join(f"“{part.title}”" if part.title else "the next screen" for part in parts[1:])
    lengths = ", ".join(timecode(part.seconds) for part in parts)
    return f", or split it before {places}: {len(parts)} modules of {lengths}."


def _block_problems(body: Any) -> list[Problem]:
    try:
        body.stream_block.clean(body)
    except ValidationError as error:
        by_block = getattr(error, "block_errors", None) or {}
        found = [_incomplete(body[index], fault) for index, fault in sorted(by_block.items())]
        return found or [Problem("incomplete", " ".join(error.messages))]
    return []


def _incomplete(child: Any, fault: Any) -> Problem:
    said = "; ".join(dict.fromkeys(_messages(fault, child.block, child.value)))
    return Problem("incomplete", f"{child.block.label}: {said}", str(child.id))


def _messages(fault: Any, block: Any, value: Any) -> Iterable[str]:
    """Every message of a nested block error, with the label of the field it belongs to."""
    inner = getattr(fault, "block_errors", None)
    if inner is None:
        yield from fault.messages
        return
    for name, one in inner.items():
        held = value.bound_blocks[name] if isinstance(value, (StructValue, ListValue)) else value[name]
        label = held.block.label
        label = label or name if isinstance(name, str) else f"{label or 'Item'} {name + 1}"
        yield from (f"{label}: {message}" for message in _messages(one, held.block, held.value))
    for one in fault.non_block_errors.as_data():
        yield from one.messages
