"""The figures of item analysis, worked out by hand."""

import pytest

from courses.blocks import LessonBody
from courses.items import FirstAnswer, Given, discrimination, item
from tests.banks import question


def test_discrimination_by_hand():
    """Right: 1 1 1 1 0 in the rest, wrong: 0 0 0 0 1. (0.8 - 0.2) / 0.5 * sqrt(0.25) = 0.6."""
    right = [FirstAnswer(True, rest) for rest in (1, 1, 1, 1, 0)]
    wrong = [FirstAnswer(False, rest) for rest in (0, 0, 0, 0, 1)]
    assert discrimination([*right, *wrong]) == pytest.approx(0.6)
    turned = [FirstAnswer(not one.correct, one.rest) for one in (*right, *wrong)]
    assert discrimination(turned) == pytest.approx(-0.6)


def test_discrimination_by_hand_of_uneven_groups():
    """Means of the rest: 0.875 of the right, 0.5 of the wrong; s = sqrt(0.06), p = 0.8."""
    right = [FirstAnswer(True, rest) for rest in (1, 1, 0.5, 0.5, 1, 1, 1, 1)]
    wrong = [FirstAnswer(False, 0.5), FirstAnswer(False, 0.5)]
    assert discrimination([*right, *wrong]) == pytest.approx(0.375 / 0.244949 * 0.4, abs=1e-4)


@pytest.mark.parametrize(
    "answers",
    [
        [FirstAnswer(True, 1.0)] * 5 + [FirstAnswer(False, 0.0)] * 4,
        [FirstAnswer(True, 1.0)] * 6 + [FirstAnswer(True, 0.0)] * 6,
        [FirstAnswer(True, 0.5)] * 6 + [FirstAnswer(False, 0.5)] * 6,
        [FirstAnswer(True, None)] * 6 + [FirstAnswer(False, None)] * 6,
    ],
    ids=["nine answers", "nobody wrong", "all alike in the rest", "nothing else asked"],
)
def test_there_is_no_discrimination_where_nothing_can_be_compared(answers):
    assert discrimination(answers) is None


def asked_once(answers):
    child = LessonBody().to_python([question(1)])[0]
    return item(child, "", answers)


@pytest.mark.parametrize(
    ("right", "wrong", "remark"),
    [
        ([1.0] * 19 + [0.9], [0.0], "Almost everyone is right: does it still teach?"),
        ([0.5] * 2, [0.5] * 8, "Few are right at first: is it taught before it is asked?"),
        ([0.0] * 6, [1.0] * 6, "Strong learners miss it: check the key."),
    ],
)
def test_what_looks_odd_is_remarked(right, wrong, remark):
    answers = [FirstAnswer(True, one) for one in right] + [FirstAnswer(False, one) for one in wrong]
    assert remark in asked_once(answers).remarks


def test_four_answers_have_no_figures():
    found = asked_once([FirstAnswer(True, 1.0)] * 4 + [FirstAnswer(False, None, shown=True)])
    assert found.too_few
    assert (found.facility, found.discrimination, found.answered, found.shown) == (None, None, (), 0)


def test_nine_answers_are_no_reason_to_remark_nor_are_four_that_miss():
    assert asked_once([FirstAnswer(True, 1.0)] * 9).remarks == []
    assert asked_once([FirstAnswer(True, 0.0)] * 8 + [FirstAnswer(False, 1.0)] * 4).remarks == []


def short_answer():
    value = {"question": "What is it called when light fades?", "accepted": "falloff"}
    return LessonBody().to_python([{"type": "short_answer", "value": value, "id": "short"}])[0]


def test_what_few_people_wrote_is_not_shown_whatever_it_is():
    answers = [FirstAnswer(True, None, ("Falloff ",))] * 3 + [FirstAnswer(True, None, ("falloff",))] * 2
    answers += [FirstAnswer(False, None, ("my own name",))] * 4
    assert item(short_answer(), "", answers).answered == (Given("Falloff", True, 5, 5 / 9),)


def test_of_a_matching_the_pairs_that_belong_and_those_that_were_made_are_counted():
    pairs = [{"left": "Key", "right": "Shapes"}, {"left": "Fill", "right": "Softens"}]
    value = {"question": "Which does what?", "pairs": pairs, "distractors": ["Stops"]}
    child = LessonBody().to_python([{"type": "matching", "value": value, "id": "match"}])[0]
    key = child.block.key(child.value)
    crossed = next(one for one, _ in child.block.options(child.value) if one not in key)
    found = item(
        child, "", [FirstAnswer(True, None, tuple(key))] * 4 + [FirstAnswer(False, None, (crossed,))]
    )
    assert sorted((one.right, one.number) for one in found.answered) == [(False, 1), (True, 4), (True, 4)]
