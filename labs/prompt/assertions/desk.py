"""The tests at a desk: the author's, and those that its learner has written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labs.contract import Desk
from labs.models import Output, OutputState, OwnTest, Submission
from labs.models.own_test import MOST
from labs.prompt.assertions.block import tests_of
from labs.prompt.assertions.regression import OUTPUT, PromptTest, Version, table
from labs.prompt.assertions.vocabulary import LONGEST_VALUE, TYPES, read
from labs.prompt.assertions.wording import in_words
from labs.prompt.versions import kept_versions
from labs.queries import outputs_at, own_tests

COLUMNS = 6
"""Versions that stand side by side; every version there is goes into the export."""


def regression(desk: Desk) -> dict[str, Any]:
    """What `labs/prompt/_tests.html` shows. One query, and two where a test is on outputs."""
    tests = tests_at(desk)
    return {
        "table": table(tests, versions_at(desk, tests)[-COLUMNS:]),
        "own_tests": [test for test in tests if test.key is not None],
        "test_types": TYPES.items(),
        "most_tests": MOST,
        "longest_value": LONGEST_VALUE,
    }


def tests_at(desk: Desk) -> list[PromptTest]:
    return [*tests_of(desk.task["tests"]), *(_own(row) for row in own_tests(desk.run))]


def versions_at(desk: Desk, tests: Sequence[PromptTest]) -> Sequence[Version]:
    """With their outputs, where a test is on those."""
    there = outputs_at(desk.run) if any(test.on == OUTPUT for test in tests) else {}
    return [_version(one, there.get(one.pk, ())) for one in kept_versions(desk)]


def _version(kept: Submission, outputs: Sequence[Output]) -> Version:
    made = [one for one in outputs if one.state == OutputState.MADE]
    recorded = frozenset(at for at, one in enumerate(made, 1) if one.is_recorded)
    return Version(kept.number, kept.work["text"], tuple(one.text for one in made), recorded)


def _own(row: OwnTest) -> PromptTest:
    assertion = read(row.assertion)
    words = in_words(assertion)
    return PromptTest(words[:1].upper() + words[1:], (assertion,), key=row.pk)
