"""python -m benchmarks.prompt_grader: what the prompt grader finds in the labelled briefs, beside what
people found.

Ends with 1 where a limit is missed. Nobody looks at held-out briefs one by one: only their totals are
printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import mean, median
from time import process_time

from benchmarks import briefs
from benchmarks.briefs import HELD_OUT, SEALED, TRAIN, Brief
from labs.prompt.grading import ELEMENTS, VERSION, grade

F1_LIMIT = 0.90
MILLISECONDS_LIMIT = 5.0
ROUNDS = 3


@dataclass
class Count:
    """right: found and there. wrong: found and not there. missed: there and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


def counts(part: Iterable[Brief]) -> dict[str, Count]:
    found = {element: Count() for element in ELEMENTS}
    for brief in part:
        answer = grade(brief.text).elements
        for element, count in found.items():
            labelled, detected = element in brief.covered, answer[element].covered
            count.right += labelled and detected
            count.wrong += detected and not labelled
            count.missed += labelled and not detected
    return found


def macro(found: dict[str, Count]) -> float:
    return mean(count.f1 for count in found.values())


def milliseconds(part: list[Brief]) -> float:
    """Of the processor, the median of the mean over all briefs, once the lexicons are read."""
    taken = []
    for _ in range(ROUNDS):
        began = process_time()
        for brief in part:
            grade(brief.text)
        taken.append((process_time() - began) * 1000 / len(part))
    return median(taken)


def report() -> tuple[list[str], bool]:
    """The lines, and whether every limit holds."""
    every = briefs.load()
    parts = {name: [brief for brief in every if brief.split == name] for name in (TRAIN, HELD_OUT, SEALED)}
    found = {name: counts(part) for name, part in parts.items()}
    took, words = milliseconds(every), mean(len(brief.text.split()) for brief in every)
    reached = macro(found[HELD_OUT])
    lines = [f"The prompt grader ({VERSION}) on {len(every)} briefs, {words:.0f} words each on average:"]
    for name, part in parts.items():
        lines += [f"{name}, {len(part)} briefs: macro F1 {macro(found[name]):.3f}", *_table(found[name])]
    agreed = briefs.agreement()
    lines += [
        "Agreement of two passes of labels (kappa): "
        + ", ".join(f"{name} {agreed[name]:.2f}" for name in ELEMENTS),
        f"over all: Krippendorff's alpha {agreed['alpha']:.3f}",
        f"Macro F1 held out: {reached:.3f} of at least {F1_LIMIT:.2f}: {_held(reached >= F1_LIMIT)}",
        f"{took:.2f} ms of the processor a brief, of at most {MILLISECONDS_LIMIT:.0f}: "
        f"{_held(took <= MILLISECONDS_LIMIT)}",
    ]
    return lines, reached >= F1_LIMIT and took <= MILLISECONDS_LIMIT


def _table(found: dict[str, Count]) -> Iterator[str]:
    yield f"  {'':<14}precision  recall     F1"
    for element, count in found.items():
        yield f"  {element:<14}{count.precision:>9.3f}{count.recall:>8.3f}{count.f1:>7.3f}"


def _held(met: bool) -> str:
    return "holds" if met else "does not hold"


def run() -> Iterator[str]:
    yield from report()[0]


if __name__ == "__main__":
    told, met = report()
    print("\n".join(told))
    sys.exit(0 if met else 1)
