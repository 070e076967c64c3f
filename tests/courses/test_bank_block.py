"""What a bank is to the clock, the narration, the gate and a reviewer."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import ModulePage
from courses.narration import narrate
from courses.paper import asked, questions_in
from courses.publishing import problems
from courses.queries import steps_of
from courses.services import begin
from courses.splitting import propose
from tests import factories
from tests.banks import MARK, bank, lesson
from tests.lesson import block, option, single


@pytest.fixture
def page(db):
    return lesson(bank())


def test_a_bank_takes_as_long_as_its_longest_questions_to_read(db):
    long = bank(4, 2)
    long["value"]["questions"][3]["value"]["question"] = "word " * 238
    child = factories.module(body=[long], publish=False).body[0]
    seconds = sorted(one.block.read_seconds(one.value, 238) for one in questions_in([child]))
    assert child.block.read_seconds(child.value, 238) == pytest.approx(sum(seconds[-2:]))


def test_its_steps_share_its_seconds_out(page):
    clock = page.clock()
    slots = [step for step in steps_of(page) if step.slot]
    told = next(one for one in clock.blocks if one.block_type == "question_bank")
    assert sum(step.seconds for step in slots[:-1]) == pytest.approx(told.seconds(clock.longest) / 2)
    assert sum(step.seconds for step in steps_of(page)) == pytest.approx(clock.seconds)


def test_the_first_questions_are_spoken_and_none_of_their_keys(page):
    told = narrate(page.lesson())[2]
    said = [line.text for passage in told.passages for line in passage.lines]
    assert [line for line in said if line.startswith(MARK)] == [f"{MARK} 1?", f"{MARK} 2?"]
    assert said.count("Your turn.") == 2
    assert not [line for line in said if "About" in line]
    assert all(passage.pause > 1 for passage in told.passages)


def test_a_bank_is_a_question_for_the_gate(page):
    assert "no_question" not in {one.code for one in problems(page)}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"draw": 5}, "Question bank: Draw: Only 4 questions are in the bank"),
        ({"draw": 0}, "Question bank: Draw: "),
        ({"draw": None}, "Question bank: Draw: "),
        ({"questions": [bank()["value"]["questions"][0]], "draw": 1}, "Question bank: Questions: "),
        ({"title": ""}, "Question bank: Title: "),
    ],
)
def test_a_bank_that_cannot_be_asked_is_refused_at_its_block(db, change, told):
    faulty = bank()
    faulty["value"] |= change
    (found,) = [one for one in problems(lesson(faulty, publish=False)) if one.block_id == faulty["id"]]
    assert found.code == "incomplete" and found.message.startswith(told)


def test_a_question_of_a_bank_is_held_to_what_any_question_is(db):
    faulty = bank()
    faulty["value"]["questions"][2]["value"]["choices"][0] = option("x", "Silent", feedback=" ")
    (found,) = [one for one in problems(lesson(faulty, publish=False)) if one.block_id == faulty["id"]]
    assert found.message.startswith("Question bank: Questions: Single choice 3: Choices: Option 1: Feedback")


@pytest.mark.parametrize("change", [{"draw": None}, {"draw": 0}, {"draw": 99}, {"questions": []}])
def test_an_unfinished_bank_can_be_looked_at(db, change):
    faulty = bank()
    faulty["value"] |= change
    page = lesson(faulty, publish=False)
    assert len(steps_of(page)) in (1, 2, 5)


def test_splitting_keeps_a_bank_whole(db):
    long = {"text": f"<p>{'A word or two. ' * 380}</p>"}
    texts = [block("rich_text", long, f"long {number}") for number in range(2)]
    page = factories.module(body=[texts[0], bank(8, 4), texts[1]], publish=False)
    parts = propose(page.body, page.clock())
    assert len(parts) == 2
    assert sum(str(page.body[1].id) in part.block_ids for part in parts) == 1


def test_the_review_shows_all_of_a_bank(page):
    html = page.body[1].render()
    assert all(f"{MARK} {number}?" in html for number in range(1, 5))
    assert "each learner is asked 2 of these 4" in html


def test_questions_stored_without_ids_have_the_same_ones_at_every_reading():
    raw = bank()
    for one in raw["value"]["questions"]:
        del one["id"]
    stream = ModulePage.body.field.stream_block
    first, again = stream.to_python([raw]), stream.bulk_to_python([[raw]])[0]
    ids = [str(one.id) for one in questions_in(first)]
    assert ids == [str(one.id) for one in questions_in(again)] and len(set(ids)) == 4


def test_a_bank_costs_the_pages_no_more_questions_than_a_question(db, learner, signed_in, course):
    asked_for = []
    for body, slug in ([single()], "one"), ([bank(40, 20)], "bank"):
        page = factories.module(course, slug=slug, title=slug, body=body)
        begin(user=learner, module=page)
        address = reverse("courses:step", args=[page.slug, 1])
        browser = signed_in(learner)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        asked_for.append(len(queries))
    assert asked_for[0] == asked_for[1]


def test_asking_is_asking_for_every_question_once(page):
    assert len({str(one.id) for one in asked(page.body, 7)}) == 2
    with pytest.raises(ValidationError):
        page.body[1].block.clean(page.body[1].block.to_python({"title": "x", "draw": 3, "questions": []}))
