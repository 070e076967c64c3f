"""Numbered versions of how hard questions are, and what an answer is weighed with."""

import pytest

from courses.items import FirstAnswer, item
from courses.models import Calibration, Evidence, ItemDifficulty
from courses.queries import calibration_of, items
from courses.services import Measured, begin, publish_calibration, state_change
from tests.courses.authoring.redrafts import fresh, redraft
from tests.played import MORNING, answer, asked, questions

UNKNOWN = {"version": 0, "difficulty": 0.0, "variance": 0.0}


@pytest.fixture
def two(course):
    """A module of two questions."""
    return questions(2, parent=course)


def measure(number, module, **difficulties):
    """A version that knows questions by their place: first, second."""
    places = dict(zip(("first", "second"), asked(module), strict=True))
    found = [Measured(module.pk, places[place], hard, 0.25, 40) for place, hard in difficulties.items()]
    return publish_calibration(number=number, rule="test/1", answers=40 * number, through=number, items=found)


def weighed(number, hard):
    return {"version": number, "difficulty": hard, "variance": 0.25}


def asked_anew(module, author, which):
    def otherwise(blocks):
        blocks[which]["value"]["question"] += " Look again."

    revision = redraft(fresh(module), otherwise)
    state_change(module=module, by=author, kind="recertify", note="Asked anew.")
    revision.publish()
    return fresh(module)


def test_an_answer_keeps_what_it_was_weighed_with(two, learner, outsider):
    first, second = asked(two)
    attempt = begin(user=learner, module=two, at=MORNING)
    answer(attempt, two, first, True, MORNING)
    measure(1, two, first=-1.0)
    measure(2, two, first=0.5)
    answer(begin(user=outsider, module=two, at=MORNING), two, first, False, MORNING)
    answer(attempt, two, second, True, MORNING)
    assert list(Evidence.objects.order_by("pk").values_list("calibration", flat=True)) == [
        UNKNOWN,
        weighed(2, 0.5),
        UNKNOWN,
    ]


def test_a_question_that_was_recertified_is_unknown_until_it_is_measured_again(two, author):
    first, second = asked(two)
    measure(1, two, first=-1.0, second=2.0)
    live = asked_anew(two, author, which=0)
    assert calibration_of(live.pk, first) == UNKNOWN
    assert calibration_of(live.pk, second) == weighed(1, 2.0)
    measure(2, live, first=0.75)
    assert calibration_of(live.pk, first) == weighed(2, 0.75)
    assert calibration_of(live.pk, second) == UNKNOWN


def test_a_number_is_published_once(two):
    made, _ = measure(1, two, first=-1.0)
    assert measure(1, two, first=3.0) == (made, False)
    assert Calibration.objects.count() == 1
    assert ItemDifficulty.objects.get().difficulty == -1.0


def test_what_an_answer_is_weighed_with_costs_one_question(two, django_assert_num_queries):
    for number in (1, 2, 3):
        measure(number, two, first=number, second=-number)
    with django_assert_num_queries(1):
        assert calibration_of(two.pk, asked(two)[0]) == weighed(3, 3.0)


def test_the_author_reads_how_hard_a_question_is(two):
    measure(1, two, first=-1.0)
    easy, unknown = items(two)
    assert (easy.hardness, unknown.hardness) == ("Easier than most", "Not known yet")
    child = two.body[0]
    words = [item(child, "", [FirstAnswer(True, 1.0)], difficulty=hard).hardness for hard in (0.2, 0.9)]
    assert words == ["About as hard as most", "Harder than most"]
