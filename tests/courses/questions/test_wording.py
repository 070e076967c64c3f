"""What makes a question the one it is: its figures and its evidence hang on it."""

import copy

import pytest

from courses.blocks import LessonBody
from courses.changes import wording
from tests.courses.questions.bodies import check, match, order, words
from tests.courses.questions.test_asking import asking
from tests.lesson import item, single

BODY = LessonBody()
BODY.set_name("body")


def told(raw, **fields):
    return wording(BODY.to_python([copy.deepcopy(asking(raw, **fields))])[0])


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        (single, {"shuffle": True}),
        (single, {"ask_confidence": True}),
        (check, {"if_true": "Point at it.", "if_false": "Yes."}),
        (order, {"hint": "Think of the crew."}),
        (match, {"hint": "Think of the face."}),
        (words, {"why": "It fades.", "hint": "It fades."}),
        (words, {"near_misses": [item("near/dim", {"answer": "dim", "feedback": "Dim is darker."})]}),
    ],
)
def test_what_is_said_to_an_answer_and_how_it_is_shown_may_be_mended(raw, fields):
    assert told(raw(), **fields) == told(raw())


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        (check, {"right": "true"}),
        (match, {"distractors": []}),
        (words, {"accepted": "falloff"}),
        (words, {"patterns": ""}),
        (words, {"case_counts": True}),
        (words, {"accents_count": True}),
        (words, {"spaces_count": True}),
    ],
)
def test_what_is_asked_or_right_may_not(raw, fields):
    assert told(raw(), **fields) != told(raw())
