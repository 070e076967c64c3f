"""A bank asks each learner some of its questions, and no one sees the others."""

import re
import uuid
from collections import Counter

import pytest
from django.urls import reverse

from courses.models import Attempt, StepSeen
from courses.paper import drawn, questions_in
from courses.queries import cards, sitting, steps_of
from courses.services import Refused, answer, begin, retake, save_position, see_step, show_key
from courses.steps import LONGEST_KEY
from gamification.models import BadgeAward
from tests import factories
from tests.banks import MARK, bank, give, lesson, paper

IDS = [f"question-{number}" for number in range(6)]
EXPECTED = {1: ["question-0", "question-5", "question-4"], 2: ["question-5", "question-3", "question-4"]}
"""attempt -> three of six, as sha256sum of “attempt bank question” orders them."""


@pytest.fixture
def page(db):
    return lesson(bank())


@pytest.fixture
def people(db):
    return [factories.person(f"Learner{number}") for number in range(8)]


def hidden(attempt, page):
    return [str(one.id) for one in questions_in(page.body) if str(one.id) not in paper(attempt, page)]


def see_all(attempt, page):
    for step in steps_of(page):
        see_step(attempt=attempt, module=page, step_key=step.key)


# Papers


def test_a_paper_stays_as_it_was_drawn():
    """Another order would change papers that people are in the middle of."""
    assert drawn(IDS, 3, bank_id="bank", attempt_id=1) == EXPECTED[1]
    assert drawn(IDS, 3, bank_id="bank", attempt_id=2) == EXPECTED[2]
    assert drawn(reversed(IDS), 3, bank_id="bank", attempt_id=1) == EXPECTED[1]


def test_another_bank_of_the_same_attempt_has_another_order():
    orders = {tuple(drawn(IDS, 6, bank_id=f"bank {number}", attempt_id=1)) for number in range(5)}
    assert len(orders) == 5


def test_every_question_is_drawn_about_as_often_as_every_other():
    often = Counter(one for attempt in range(600) for one in drawn(IDS, 2, bank_id="b", attempt_id=attempt))
    assert all(150 < often[one] < 250 for one in IDS)


def test_learners_see_different_papers_and_nothing_of_the_rest(page, people, signed_in):
    papers = set()
    for person in people:
        attempt = begin(user=person, module=page)
        browser, shown = signed_in(person), []
        for number in range(1, 4):
            html = browser.get(reverse("courses:step", args=[page.slug, number])).content.decode()
            told = re.findall(rf"{MARK} \d\?</h1>", html)
            shown += told
            assert not [one for one in hidden(attempt, page) if one in html]
            assert set(re.findall(rf"{MARK} (\d)", html)) == {one[5] for one in paper(attempt, page)}
        assert len(shown) == 2
        papers.add(tuple(shown))
    assert len(papers) > 1


def test_a_retake_has_a_paper_of_its_own(db, learner):
    page = lesson(bank(12, 3))
    first = begin(user=learner, module=page)
    see_all(first, page)
    for one in paper(first, page):
        give(first, page, one)
    second = retake(user=learner, module=page)
    assert second.pk != first.pk
    assert paper(second, page) != paper(first, page)


def test_an_attempt_keeps_its_paper_while_the_bank_changes(page, learner):
    attempt = begin(user=learner, module=page)
    before = [step.asks for step in sitting(attempt, page).steps]
    page.body[1].value["questions"].pop()
    page.body[1].value["draw"] = 1
    page.save_revision().publish()
    page = type(page).objects.get(pk=page.pk)
    attempt = Attempt.objects.select_related("revision").get(pk=attempt.pk)
    assert [step.asks for step in sitting(attempt, page).steps] == before


# Screens


def test_each_question_drawn_is_a_step_of_its_own(page, learner):
    attempt = begin(user=learner, module=page)
    place = sitting(attempt, page)
    assert [step.number for step in place.steps] == [1, 2, 3]
    assert [step.asks for step in place.steps[1:]] == paper(attempt, page)
    assert place.steps[1].key == str(page.body[1].id)
    assert place.steps[2].key == f"{page.body[1].id}:2"
    assert [step.name[: len(MARK)] for step in place.steps[1:]] == [MARK, MARK]


def test_what_all_share_of_a_lesson_asks_nobody_in_particular(page):
    slots = [step for step in steps_of(page) if step.slot]
    assert [step.asks for step in slots] == ["", ""]
    assert [step.name for step in slots] == ["Light: 1", "Light: 2"]


def test_progress_has_room_for_the_key_of_a_step_whatever_the_bank_is_called(db):
    long = bank(4, 4, name="b") | {"id": "b" * LONGEST_KEY}
    found = [step.key for step in steps_of(lesson(long))]
    assert len(set(found)) == 5 and all(len(key) <= LONGEST_KEY for key in found)


def test_a_learner_goes_on_at_the_question_where_they_stood(page, learner, signed_in):
    attempt = begin(user=learner, module=page)
    signed_in(learner).get(reverse("courses:step", args=[page.slug, 3]))
    attempt.refresh_from_db()
    assert sitting(attempt, page).resume == 3
    assert cards(learner, [page])[0].number == 3


def test_listening_to_a_bank_is_seeing_all_that_it_asks(page, learner):
    attempt = begin(user=learner, module=page)
    bank_id = str(page.body[1].id)
    save_position(attempt=attempt, module=page, format="listen", block_id=bank_id, seconds=3)
    keys = set(StepSeen.objects.filter(attempt=attempt).values_list("step_key", flat=True))
    assert keys == {bank_id, f"{bank_id}:2"}


# Answers


def test_a_question_that_was_not_drawn_is_refused(page, learner):
    attempt = begin(user=learner, module=page)
    facts = {"attempt": attempt, "module": page, "client_key": uuid.uuid4()}
    for one in hidden(attempt, page):
        with pytest.raises(Refused, match="not part of this module"):
            answer(**facts, block_id=one, response={"options": [f"{one}-right"]})
        with pytest.raises(Refused, match="not part of this module"):
            show_key(**facts, block_id=one)


def test_the_question_of_somebody_elses_paper_is_refused(page, people):
    attempts = [begin(user=person, module=page) for person in people]
    mine = attempts[0]
    theirs = next(one for other in attempts for one in paper(other, page) if one in hidden(mine, page))
    with pytest.raises(Refused, match="not part of this module"):
        give(mine, page, theirs)


def test_an_answer_is_evidence_for_its_own_question_and_shown_where_it_was_asked(page, learner, signed_in):
    attempt = begin(user=learner, module=page)
    first = paper(attempt, page)[0]
    fields = {
        "attempt": attempt.pk,
        "block": first,
        "client_key": uuid.uuid4(),
        "options": [f"{first}-wrong"],
    }
    browser = signed_in(learner)
    told = browser.post(
        reverse("courses:answer", args=[page.slug]), fields, headers={"accept": "application/json"}
    ).json()
    assert told["block"] == first and "Not yet" in told["html"]
    sent = browser.post(reverse("courses:answer", args=[page.slug]), fields)
    assert sent.url == reverse("courses:step", args=[page.slug, 2])
    assert attempt.evidence.get().block_id == first


def test_a_module_is_complete_with_exactly_its_paper(page, learner):
    attempt = begin(user=learner, module=page)
    see_all(attempt, page)
    first, second = paper(attempt, page)
    give(attempt, page, first)
    attempt.refresh_from_db()
    assert attempt.completed_at is None
    give(attempt, page, second)
    attempt.refresh_from_db()
    assert attempt.completed_at


def test_a_question_answered_but_a_screen_not_seen_is_not_complete(page, learner):
    attempt = begin(user=learner, module=page)
    for step in steps_of(page)[:-1]:
        see_step(attempt=attempt, module=page, step_key=step.key)
    for one in paper(attempt, page):
        give(attempt, page, one)
    attempt.refresh_from_db()
    assert attempt.completed_at is None


def test_a_paper_without_a_fault_is_a_clean_take(page, learner):
    attempt = begin(user=learner, module=page)
    for one in paper(attempt, page):
        give(attempt, page, one)
    assert BadgeAward.objects.get(user=learner).reason == "2 of 2 questions right at the first try."


def test_ones_record_says_what_was_asked(page, learner, signed_in):
    attempt = begin(user=learner, module=page)
    first = paper(attempt, page)[0]
    give(attempt, page, first)
    html = signed_in(learner).get(reverse("reports:record")).content.decode()
    assert f"{MARK} {first[5]}?" in html and "Right" in html
