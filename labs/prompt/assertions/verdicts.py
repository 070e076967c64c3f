"""Our verdicts under the names that an export gives its prompts and tests. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from labs.prompt.assertions.checking import Checked
from labs.prompt.assertions.promptfoo import description_of, label_of
from labs.prompt.assertions.regression import OUTPUT, PromptTest, Version, table

Verdicts = dict[str, dict[str, Checked]]
"""By the label of the prompt, then by the description of the test."""


def verdicts(versions: Sequence[Version], tests: Sequence[PromptTest]) -> Verdicts:
    found: Verdicts = {}
    for number, row in enumerate(table(tests, versions).rows, 1):
        for version, cell in zip(versions, row.cells, strict=True):
            for at, checked in enumerate(cell.checked, 1):
                label = label_of(version, at if row.test.on == OUTPUT else 0)
                found.setdefault(label, {})[description_of(number, row.test)] = checked
    return found
