"""The list of guards fits the tree: each can be taken away, and each test it names is there."""

import pytest

from tests.guards.guard import Guard, guards


@pytest.mark.parametrize("guard", guards(), ids=lambda one: f"{one.area}: {one.name}")
def test_a_guard_can_be_taken_away(guard):
    assert guard.faults() == []


def test_no_two_guards_bear_one_name():
    names = [guard.name for guard in guards()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"file": "nowhere.py"}, "does not exist"),
        ({"take_away": "no such line"}, "occurs 0 times"),
        ({"take_away": "def "}, "times"),
        ({"take_away": "class SignedIn(", "leave": "class ("}, "no Python any more"),
        ({"caught_by": ()}, "no test is named"),
        ({"caught_by": ("tests/test_guards.py::test_nothing_of_the_kind",)}, "there is no test"),
        ({"caught_by": ("tests/test_guards.py",)}, "there is no test"),
    ],
)
def test_an_entry_that_cannot_be_tried_is_told(change, told):
    entry = {
        "area": "doors",
        "name": "Everything needs sign-in",
        "file": "accounts/middleware.py",
        "take_away": "class SignedIn(",
        "leave": "class Open(",
        "caught_by": ("tests/test_guards.py::test_no_two_guards_bear_one_name",),
    }
    assert Guard(**entry).faults() == []
    assert told in " ".join(Guard(**(entry | change)).faults())


def test_an_area_without_guards_is_told():
    with pytest.raises(LookupError, match="plumbing"):
        guards(["plumbing"])
