"""Tests in the form of a prompt lab's author."""

import pytest

from labs.contract import Refused
from labs.prompt.assertions.block import tests_of as read_tests
from tests.labs.prompt import desk
from tests.prompts.written import TESTS, asserted, test_of

pytestmark = pytest.mark.django_db


def test_what_an_author_writes_is_what_runs():
    found = read_tests(desk.lab({"tests": TESTS}).asked["tests"])
    assert [(one.name, one.on, one.threshold) for one in found] == [
        ("A place", "prompt", None),
        ("Nobody else", "prompt", None),
    ]
    assert [one.type for one in found[1].assertions] == ["not-icontains", "word-count"]
    enough = read_tests(desk.lab({"tests": [TESTS[0] | {"threshold": 60}]}).asked["tests"])
    assert enough[0].threshold == 0.6


def test_a_lab_without_tests_has_none():
    assert read_tests(desk.lab().asked["tests"]) == []


@pytest.mark.parametrize(
    ("tests", "told"),
    [
        ([test_of("n", asserted("regex", "(?i)rain"))], "Only plain groups"),
        ([test_of("n", asserted("word-count", "many"))], "Write a number"),
        ([test_of("n", asserted("contains", ""))], "Write what to look for"),
        ([test_of("n", asserted("contains", "a", weight=11))], "less than or equal to 10"),
        ([test_of("n")], "minimum number of items is 1"),
        (
            [test_of("n", asserted("is-json")), test_of(" n", asserted("is-json"))],
            "Another test has this name",
        ),
    ],
)
def test_a_test_that_cannot_run_is_told_at_once(tests, told):
    with pytest.raises(Refused, match=told):
        desk.lab({"tests": tests})
