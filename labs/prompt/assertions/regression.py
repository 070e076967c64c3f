"""Every test on every version of a prompt: what holds, and what a version broke. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from labs.prompt.assertions.checking import Checked, check
from labs.prompt.assertions.vocabulary import Assertion

PROMPT, OUTPUT = "prompt", "output"


@dataclass(frozen=True)
class PromptTest:
    """name: unique among those of a lab. on: PROMPT or OUTPUT; a test of outputs passes when each of a
    version's does. threshold: the score that is enough, None for every assertion. key: of a learner's own.
    """

    name: str
    assertions: tuple[Assertion, ...]
    on: str = PROMPT
    threshold: float | None = None
    key: int | None = None


@dataclass(frozen=True)
class Version:
    """A version as tests meet it. outputs: what came of it, none where nothing did. recorded: which of those,
    from 1, its lab's author recorded.
    """

    number: int
    prompt: str
    outputs: tuple[str, ...] = ()
    recorded: frozenset[int] = field(default=frozenset())

    def texts(self, test: PromptTest) -> tuple[str, ...]:
        return self.outputs if test.on == OUTPUT else (self.prompt,)


@dataclass(frozen=True)
class Cell:
    """checked: one of each text; none where the version has no output to test. recorded: how many of those
    are recorded outputs. of_outputs: whether the texts are outputs.
    """

    version: int
    checked: tuple[Checked, ...]
    recorded: int = 0
    of_outputs: bool = False

    @property
    def passed(self) -> bool | None:
        return all(one.passed for one in self.checked) if self.checked else None

    @property
    def word(self) -> str:
        return {True: "Passed", False: "Failed", None: "No output"}[self.passed]

    @property
    def count(self) -> str:
        """Of outputs: how many pass, and how many of them are recorded."""
        if not self.of_outputs or not self.checked:
            return ""
        there = len(self.checked)
        told = f"{sum(one.passed for one in self.checked)} of {there} output{'s' if there > 1 else ''}"
        if self.recorded == there:
            return f"{told}, recorded"
        return f"{told}, {self.recorded} recorded" if self.recorded else told

    @property
    def says(self) -> list[str]:
        """What was found, of the assertions that failed; each once."""
        found = [
            result.say for one in self.checked if not one.passed for result in one.results if not result.score
        ]
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class TableRow:
    test: PromptTest
    cells: tuple[Cell, ...]

    @property
    def newest(self) -> Cell:
        return self.cells[-1]


@dataclass(frozen=True)
class Table:
    """numbers: of the versions, the newest last; a cell of each row for each."""

    numbers: tuple[int, ...]
    rows: tuple[TableRow, ...]

    @property
    def change(self) -> str:
        """What the newest version broke and mended, in sentences; empty where there is nothing to compare.

        Recorded outputs are of no version's words, so no version broke or mended what they show.
        """
        rows = [row for row in self.rows if not any(cell.recorded for cell in row.cells[-2:])]
        if len(self.numbers) < 2 or not rows:
            return ""
        before, now = self.numbers[-2:]
        moved = {True: [], False: []}
        for row in rows:
            was, is_ = row.cells[-2].passed, row.cells[-1].passed
            if None not in (was, is_) and was != is_:
                moved[bool(is_)].append(f"“{row.test.name}”")
        told = []
        if moved[False]:
            told.append(f"Version {now} broke {_listed(moved[False])}, which passed in version {before}.")
        if moved[True]:
            told.append(f"Version {now} mended {_listed(moved[True])}, which failed in version {before}.")
        if not told:
            told.append(f"Version {now} broke nothing that passed in version {before}.")
        if len(rows) < len(self.rows):
            told.append("Tests on recorded outputs are left out of this: those are not of your words.")
        return " ".join(told)


def table(tests: Sequence[PromptTest], versions: Sequence[Version]) -> Table:
    """versions: the newest last."""
    return Table(
        tuple(version.number for version in versions),
        tuple(TableRow(test, tuple(_cell(test, version) for version in versions)) for test in tests),
    )


def _cell(test: PromptTest, version: Version) -> Cell:
    checked = tuple(check(text, test.assertions, test.threshold) for text in version.texts(test))
    of_outputs = test.on == OUTPUT
    return Cell(version.number, checked, len(version.recorded) if of_outputs else 0, of_outputs)


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
