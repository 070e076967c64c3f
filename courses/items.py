"""How a question does: figures of item analysis over first answers. Pure.

Facility and discrimination are those of classical test theory: L. Crocker and J. Algina, Introduction to
Classical and Modern Test Theory (1986), chapter 14, with the item left out of the score it is compared with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any

FEWEST_PEOPLE = 5
"""Fewer could be told apart by those who know them."""
FEWEST_FOR_A_FIGURE = 10
TOO_EASY, TOO_HARD = 0.95, 0.3
MISSED_BY_STRONG = -0.1
TELLS_APART, TELLS_A_LITTLE = 0.3, 0.1
APART_FROM_MOST = 0.5
"""Logits from an average question: who gets half of those right gets 38 or 62 in a hundred of these."""


@dataclass(frozen=True)
class FirstAnswer:
    """Someone's first answer to a question, in their first attempt.

    rest: mean score, 0..1, of their other first answers in it; None where there are none. given: as the
    question's block says it. shown: they asked for the key instead.
    """

    correct: bool
    rest: float | None
    given: tuple[str, ...] = ()
    shown: bool = False


@dataclass(frozen=True)
class Given:
    """Something that was answered. share: of all answers, 0..1."""

    text: str
    right: bool
    number: int
    share: float

    @property
    def percent(self) -> str:
        """As SVG takes it."""
        return f"{self.share * 100:.1f}"


@dataclass(frozen=True)
class Item:
    """A question and how it does. bank: title of the bank it belongs to, if any. answers, shown: people.

    facility: share of answers that are right. discrimination: -1..1. Both None where answers are too few, or
    say nothing. answered: options, or answers that at least `FEWEST_PEOPLE` gave. difficulty: by the newest
    calibration, in logits; None where it is not known.
    """

    block_id: str
    question: str
    kind: str
    bank: str
    answers: int
    shown: int
    facility: float | None
    discrimination: float | None
    answered: tuple[Given, ...]
    difficulty: float | None = None

    @property
    def too_few(self) -> bool:
        return self.answers < FEWEST_PEOPLE

    @property
    def right(self) -> str:
        return "" if self.facility is None else f"{self.facility:.0%}"

    @property
    def tells_apart(self) -> str:
        """The discrimination in words."""
        figure = self.discrimination
        if figure is None:
            return "Not known yet"
        if figure >= TELLS_APART:
            return "Strong learners do better"
        if figure >= TELLS_A_LITTLE:
            return "Strong learners do a little better"
        return "Strong learners do no better" if figure > MISSED_BY_STRONG else "Strong learners do worse"

    @property
    def hardness(self) -> str:
        """The difficulty in words; it allows for who answered, as the share of right does not."""
        if self.difficulty is None:
            return "Not known yet"
        if abs(self.difficulty) < APART_FROM_MOST:
            return "About as hard as most"
        return "Harder than most" if self.difficulty > 0 else "Easier than most"

    @property
    def remarks(self) -> list[str]:
        """What the author may want to look at."""
        found = []
        enough = self.answers >= FEWEST_FOR_A_FIGURE and self.facility is not None
        if enough and self.facility >= TOO_EASY:
            found.append("Almost everyone is right: does it still teach?")
        if enough and self.facility < TOO_HARD:
            found.append("Few are right at first: is it taught before it is asked?")
        missed = self.answers * (1 - (self.facility or 0)) >= FEWEST_PEOPLE
        if missed and self.discrimination is not None and self.discrimination <= MISSED_BY_STRONG:
            found.append("Strong learners miss it: check the key.")
        return found


def item(child: Any, bank: str, answers: Sequence[FirstAnswer], *, difficulty: float | None = None) -> Item:
    """child: the bound block that asks. difficulty: of the newest calibration."""
    given = [one for one in answers if not one.shown]
    enough = len(given) >= FEWEST_PEOPLE
    return Item(
        block_id=str(child.id),
        question=child.value["question"],
        kind=child.block.label,
        bank=bank,
        answers=len(given),
        shown=len(answers) - len(given) if enough else 0,
        facility=facility(given) if enough else None,
        discrimination=discrimination(given),
        answered=tuple(_answered(child, given)) if enough else (),
        difficulty=difficulty,
    )


def facility(answers: Sequence[FirstAnswer]) -> float:
    return fmean(one.correct for one in answers)


def discrimination(answers: Iterable[FirstAnswer]) -> float | None:
    """The point-biserial correlation of being right with the score on the rest of the same attempt:
    (M1 - M0) / s * sqrt(p q), s the standard deviation of all rest scores.

    None under `FEWEST_FOR_A_FIGURE` answers, and where everybody was right, wrong, or alike in the rest.
    """
    pairs = [(one.correct, one.rest) for one in answers if one.rest is not None]
    right = [rest for correct, rest in pairs if correct]
    wrong = [rest for correct, rest in pairs if not correct]
    if len(pairs) < FEWEST_FOR_A_FIGURE or not right or not wrong:
        return None
    spread = pstdev([*right, *wrong])
    share = len(right) / len(pairs)
    return (fmean(right) - fmean(wrong)) / spread * (share * (1 - share)) ** 0.5 if spread else None


def _answered(child: Any, answers: Sequence[FirstAnswer]) -> list[Given]:
    if child.block.form == "choice":
        return _options(child, answers)
    if child.block.form == "matching":
        # Every pair there could be is an option.
        return [one for one in _options(child, answers) if one.right or one.number]
    return _in_words(child, answers)


def _options(child: Any, answers: Sequence[FirstAnswer]) -> list[Given]:
    """Each option, in the author's order, whether anybody chose it or not."""
    key = set(child.block.key(child.value))
    chosen = Counter(one for answer in answers for one in set(answer.given))
    return [
        _given(text, option in key, chosen[option], answers)
        for option, text in child.block.options(child.value)
    ]


def _in_words(child: Any, answers: Sequence[FirstAnswer]) -> list[Given]:
    """Whole answers, the most frequent first; what few people gave might name them."""
    words: Counter[tuple[str, bool]] = Counter()
    spelled: dict[tuple[str, bool], str] = {}
    for answer in answers:
        text = " / ".join(child.block.in_words(child.value, answer.given)).strip()
        form = (" ".join(text.casefold().split()), answer.correct)
        words[form] += 1
        spelled.setdefault(form, text)
    return [
        _given(spelled[form], form[1], number, answers)
        for form, number in words.most_common()
        if number >= FEWEST_PEOPLE and form[0]
    ]


def _given(text: str, right: bool, number: int, answers: Sequence[FirstAnswer]) -> Given:
    return Given(text, right, number, number / len(answers))
