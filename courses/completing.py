"""What a module asks for to be complete, and what of it is left. Pure.

Complete says that somebody went all the way. It is no figure of mastery, and feeds none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
ASKS_NOTHING = (
    "Nothing is asked for to finish the module. Under “To finish”, choose at least one: steps, answers, labs."
)
NO_LAB = (
    "To finish, the module asks for labs alone, and none in it has to be done. "
    "Add one that is required, or ask for steps or answers too."
)


@dataclass(frozen=True)
class Requirements:
    """What an author asks for. steps: every screen that has to be seen was, in any format. answers: every
    question was answered, or its key shown. right: every question was answered rightly, at whichever try;
    one whose key was shown was not. labs: every lab that is required was passed since the attempt began.
    """

    steps: bool = True
    answers: bool = True
    right: bool = False
    labs: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Those asked for, in the order above: as front matter names them."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name))


NAMES = tuple(one.name for one in fields(Requirements))
DEFAULT = Requirements()


def named(names: Collection[str]) -> Requirements:
    """Those of these names and no others."""
    return Requirements(**{name: name in names for name in NAMES})


class Screen(Protocol):
    """One screen of an attempt. asks, lab: ids of its question, and of its lab where that is required."""

    @property
    def key(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def asks(self) -> str: ...
    @property
    def lab(self) -> str: ...


@dataclass(frozen=True)
class Facts:
    """What stands in an attempt. seen: keys of screens; the others: ids of questions and labs.

    closed: questions that take no further answer. passed: labs, and those that nobody can open here any more:
    what cannot be done is not asked for.
    """

    seen: Collection[str] = ()
    answered: Collection[str] = ()
    right: Collection[str] = ()
    closed: Collection[str] = ()
    passed: Collection[str] = ()


@dataclass(frozen=True)
class Left:
    """Screens with something left to do there, each named once. unseen: those with nothing else.

    spent: no answer of this attempt can complete it any more; a new one can.
    """

    unanswered: tuple[Any, ...] = ()
    not_right: tuple[Any, ...] = ()
    labs: tuple[Any, ...] = ()
    unseen: tuple[Any, ...] = ()
    spent: bool = False

    def __bool__(self) -> bool:
        return bool(self.to_do or self.unseen)

    @property
    def to_do(self) -> tuple[Any, ...]:
        """Screens where more is asked than to open them."""
        return (*self.unanswered, *self.not_right, *self.labs)

    @property
    def words(self) -> str:
        """“Two questions to answer and one lab to pass are left.” Empty where nothing is."""
        counts = [
            (len(self.unanswered), "question", "to answer"),
            (len(self.not_right), "question", "to get right"),
            (len(self.labs), "lab", "to pass"),
            (len(self.unseen), "step", "to open"),
        ]
        told = [f"{counted(number, noun)} {what}" for number, noun, what in counts if number]
        if not told:
            return ""
        is_left = "is left" if sum(number for number, _, _ in counts) == 1 else "are left"
        sentence = f"{listed(told)} {is_left}."
        return sentence[:1].upper() + sentence[1:]


def left(screens: Iterable[Screen], facts: Facts, wanted: Requirements) -> Left:
    """What an attempt still lacks; false where it is complete. screens: with the questions drawn for it."""
    screens = list(screens)
    asking = [one for one in screens if one.asks and (wanted.answers or wanted.right)]
    unanswered = tuple(one for one in asking if one.asks not in facts.answered)
    given = [one for one in asking if one.asks in facts.answered]
    not_right = tuple(one for one in given if wanted.right and one.asks not in facts.right)
    labs = tuple(one for one in screens if wanted.labs and one.lab and one.lab not in facts.passed)
    told = {one.key for one in (*unanswered, *not_right, *labs)}
    unseen = [one for one in screens if wanted.steps and one.required and one.key not in facts.seen]
    return Left(
        unanswered,
        not_right,
        labs,
        tuple(one for one in unseen if one.key not in told),
        spent=any(one.asks in facts.closed for one in not_right),
    )


def problem(wanted: Requirements, *, has_lab: bool) -> tuple[str, str] | None:
    """(code, message) of what would be complete before it was begun; None where it is sound.

    has_lab: whether a lab in it is required. Questions there always are, and screens.
    """
    if not wanted.names:
        return "asks_nothing", ASKS_NOTHING
    if wanted.names == ("labs",) and not has_lab:
        return "asks_no_lab", NO_LAB
    return None


def asked_for(wanted: Requirements, screens: Sequence[Screen]) -> str:
    """“Open every step, answer all six questions and pass the lab.” For whoever has not begun."""
    questions = sum(bool(one.asks) for one in screens)
    labs = sum(bool(one.lab) for one in screens)
    told = ["open every step"] if wanted.steps else []
    if questions and wanted.right:
        told.append(f"get {_all(questions, 'question')} right")
    elif questions and wanted.answers:
        told.append(f"answer {_all(questions, 'question')}")
    if labs and wanted.labs:
        told.append(f"pass {_all(labs, 'lab')}")
    sentence = f"{listed(told)}."
    return sentence[:1].upper() + sentence[1:] if told else ""


def counted(number: int, noun: str) -> str:
    said = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{said} {noun}{'' if number == 1 else 's'}"


def listed(told: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(part for part in (", ".join(told[:-1]), *told[-1:]) if part)


def _all(number: int, noun: str) -> str:
    if number == 1:
        return f"the {noun}"
    return f"both {noun}s" if number == 2 else f"all {counted(number, noun)}"
