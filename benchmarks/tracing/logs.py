"""Public logs of answers, as pyKT prepares them: a row a learner, a fold of -1 for those held out."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILES = ("train_valid.csv", "test.csv")
HELD_OUT = -1
PADDING = "-1"
NEEDED = {"fold", "uid", "concepts", "responses"}
ITEMS = ("questions", "items")


@dataclass(frozen=True)
class Answer:
    """concepts: what it was about. item: what was asked; the concepts, where the log does not say."""

    item: str
    concepts: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class Learner:
    uid: str
    fold: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Log:
    """names_items: whether it says which question was asked, or only what it was about."""

    name: str
    names_items: bool
    training: tuple[Learner, ...]
    test: tuple[Learner, ...]

    @property
    def training_answers(self) -> int:
        return sum(len(learner.answers) for learner in self.training)

    @property
    def test_answers(self) -> int:
        return sum(len(learner.answers) for learner in self.test)


def logs(folder: Path) -> list[Log]:
    """Every log in a folder's folders. Raises ValueError where there is none, or one cannot be read."""
    found = [one for one in sorted(folder.glob("*/")) if all((one / name).is_file() for name in FILES)]
    if not found:
        raise ValueError(f"No log in {folder}: a folder with {' and '.join(FILES)} is looked for.")
    return [read(one) for one in found]


def read(folder: Path) -> Log:
    learners, columns = [], set()
    for name in FILES:
        with (folder / name).open(newline="") as file:
            # A learner's whole history is one cell.
            csv.field_size_limit(sys.maxsize)
            rows = csv.DictReader(file)
            columns |= set(rows.fieldnames or ())
            if missing := NEEDED - set(rows.fieldnames or ()):
                raise ValueError(f"{folder / name} has no column {', '.join(sorted(missing))}.")
            learners += [_learner(row, f"{folder / name}, line {rows.line_num}") for row in rows]
    training = tuple(one for one in learners if one.fold != HELD_OUT)
    test = tuple(one for one in learners if one.fold == HELD_OUT)
    if shared := {one.uid for one in training} & {one.uid for one in test}:
        raise ValueError(f"{folder}: {len(shared)} learners are in both splits.")
    return Log(folder.name, any(name in columns for name in ITEMS), training, test)


def _learner(row: dict[str, str], where: str) -> Learner:
    cells = [row["concepts"], row["responses"], *(row[name] for name in ITEMS if row.get(name))]
    lists = [cell.split(",") for cell in cells[:3]]
    if len({len(one) for one in lists}) > 1:
        raise ValueError(f"{where}: concepts, responses and questions differ in number.")
    return Learner(row["uid"], int(row["fold"]), tuple(_answers(lists)))


def _answers(lists: list[list[str]]) -> Iterator[Answer]:
    for concepts, response, item in zip(
        lists[0], lists[1], lists[-1] if lists[2:] else lists[0], strict=True
    ):
        if response != PADDING:
            # pyKT joins the concepts of one answer by an underscore.
            yield Answer(item, tuple(sorted(concepts.split("_"))), int(response))
