"""Recorded outputs stand beside the version whose words come nearest to those they were made from."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.contract import Refused
from labs.models import Output
from labs.prompt.grading.elements import ELEMENTS
from labs.prompt.outputs.recorded import MOST, Recorded, compared, nearest
from labs.services import show_recorded
from tests.labs.outputs import making
from tests.labs.prompt import desk

STATES = st.frozensets(st.sampled_from(sorted(ELEMENTS)))


def one(name: str, *states: str) -> Recorded:
    return Recorded(name, name, frozenset(states), "By hand")


def names(found) -> list[str]:
    return [each.id for each in found]


def test_the_largest_overlap_comes_first_and_then_the_fewest_besides():
    whole, half = one("whole", "subject", "camera", "mood"), one("half", "subject", "camera")
    vague = one("vague")
    there = [whole, half, vague]
    assert names(nearest(there, {"subject", "camera"})) == ["half"]
    assert names(nearest(there, {"subject", "camera", "mood", "genre"})) == ["whole"]
    assert names(nearest(there, set())) == ["vague"]


def test_of_those_that_are_equally_near_the_author_s_first_three_are_shown():
    there = [one(name, "subject") for name in "abcd"]
    assert names(nearest(there, {"subject", "mood"})) == ["a", "b", "c"]
    assert nearest([], {"subject"}) == []


@given(st.lists(STATES, max_size=8), STATES)
def test_nothing_that_is_left_out_is_nearer_than_what_is_shown(states, covered):
    there = [Recorded(str(at), "", each, "") for at, each in enumerate(states)]
    found = nearest(there, covered)
    assert len(found) <= MOST and bool(found) == bool(there)
    for shown in found:
        for other in there:
            overlap = len(other.states & covered) - len(shown.states & covered)
            assert overlap <= 0
            assert overlap < 0 or len(other.states - covered) >= len(shown.states - covered)


def test_what_it_stands_for_and_this_one_does_not_state_is_said_and_the_other_way():
    assert compared({"camera", "mood"}, {"mood", "genre"}) == (
        "For a prompt that states camera; yours does not, as far as was detected. "
        "Yours states genre; that one does not."
    )
    assert compared({"mood"}, {"mood"}) == "For a prompt that states what yours does: mood."
    assert compared(set(), set()) == "For a prompt that states none of the nine, as yours does."


def test_they_are_laid_beside_a_version_once(version):
    rows = making.record(version)
    assert [row.text for row in rows] == [making.WHOLE["text"], making.RECORDED[2]["text"]]
    assert making.record(version) == rows and Output.objects.count() == 2
    assert {(row.source, row.state, row.seed, row.model) for row in rows} == {("recorded", "made", None, "")}


def test_a_version_of_other_elements_has_others(run):
    assert [row.text for row in making.record(desk.check(run, "A cook."))] == [making.VAGUE["text"]]


def test_where_the_author_recorded_none_it_says_so(learner, author, course):
    version = desk.check(desk.run_of(learner, author, course), desk.SOME)
    with pytest.raises(Refused, match="has recorded no outputs"):
        show_recorded(version=version, client_key=uuid.uuid4())


def test_once_a_version_is_handed_in_nothing_is_added(run, version):
    desk.hand_in(run, 1)
    with pytest.raises(Refused, match="handed in"):
        making.record(version)
