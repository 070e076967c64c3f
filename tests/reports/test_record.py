import datetime

import pytest
from django.urls import reverse

from courses import services
from tests.played import MORNING, answer, asked, play, questions, see_all


@pytest.fixture
def three(course):
    return questions(3, parent=course)


def record(browser, query=""):
    return browser.get(reverse("reports:record") + query)


def test_a_new_learner_is_told_how_to_fill_it(signed_in, learner):
    said = record(signed_in(learner)).content.decode()
    assert "Nothing begun yet" in said
    assert "No answers yet" in said
    assert "The first one is Clean take" in said


def test_it_shows_modules_mastery_badges_and_own_answers(signed_in, learner, three):
    see_all(play(learner, three, True, True, True), three)
    said = record(signed_in(learner)).content.decode()
    assert "3 of 3" in said
    assert "Done" in said
    assert "Not enough evidence yet" in said
    assert "Clean take" in said
    assert "One warm lamp, frame left" in said


def test_the_result_is_that_of_the_latest_attempt_with_answers(signed_in, learner, three):
    see_all(play(learner, three, True, False, False), three)
    tomorrow = MORNING + datetime.timedelta(days=1)
    services.retake(user=learner, module=three, at=tomorrow)
    play(learner, three, True, True, at=tomorrow)
    (one,) = record(signed_in(learner)).context["modules"]
    assert (one.right, one.asked) == (2, 2)


def test_a_later_try_and_a_shown_key_are_told_apart(signed_in, learner, three):
    attempt = play(learner, three, False)
    answer(attempt, three, asked(three)[0], True, MORNING + datetime.timedelta(hours=1))
    key = "00000000-0000-4000-8000-000000000001"
    services.show_key(attempt=attempt, module=three, block_id=asked(three)[1], client_key=key)
    answers = record(signed_in(learner)).context["answers"]
    assert [(one.outcome, one.counted) for one in answers] == [
        ("Asked to be shown", "counts half: the answer was shown"),
        ("Right", "counts half: try 2"),
        ("Not right", "counts in full"),
    ]


def test_an_answer_keeps_the_words_it_was_asked_in(signed_in, learner, three):
    play(learner, three, True)
    three.body = [
        {**block, "value": {**block["value"], "question": "A new question?"}} for block in three.body.raw_data
    ]
    three.save_revision().publish()
    assert record(signed_in(learner)).context["answers"][0].question == "Which line can a gaffer check?"


def test_nobody_reads_another_persons_record(signed_in, learner, outsider, three):
    play(learner, three, True, True, True)
    said = record(signed_in(outsider)).content.decode()
    assert "One warm lamp" not in said
    assert "Nothing begun yet" in said


def test_answers_come_in_pages_and_an_odd_page_number_is_harmless(signed_in, learner, course):
    for number in range(6):
        play(learner, questions(10, parent=course, slug=f"m{number}"), *[True] * 10)
    browser = signed_in(learner)
    assert len(record(browser).context["answers"]) == 50
    assert len(record(browser, "?page=2").context["answers"]) == 10
    assert record(browser, "?page=nonsense").context["page"].number == 1
    assert record(browser, "?page=99").context["page"].number == 2


def test_it_costs_the_same_for_few_and_many_answers(
    signed_in, learner, course, django_assert_max_num_queries
):
    browser = signed_in(learner)
    for number in range(4):
        play(learner, questions(5, parent=course, slug=f"m{number}"), True, False, True, True, True)
    with django_assert_max_num_queries(15):
        record(browser)


def test_a_signed_out_person_is_sent_to_sign_in(client, db):
    assert record(client)["Location"].startswith(reverse("account_login"))
