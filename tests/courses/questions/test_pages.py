"""Every kind of question over HTTP: asked, answered by a plain form, mended, shown."""

import re
import uuid

import pytest
from django.urls import reverse

from courses.models import Attempt, Evidence
from courses.services import begin
from tests import factories
from tests.courses.questions.bodies import ALL, CHECK, MATCH, ORDER, PAIR, STEP, STEPS, WORDS


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


@pytest.fixture
def asked(course, author, learner) -> Attempt:
    """The learner's attempt at a module that asks in every way."""
    body = [raw() for raw in ALL.values()]
    module = factories.module(course, owner=author, title="Asked", slug="asked", body=body)
    return begin(user=learner, module=module)


NUMBER = dict(zip((CHECK, ORDER, MATCH, WORDS), range(1, 5), strict=True))


def page(client, block):
    return client.get(reverse("courses:step", args=["asked", NUMBER[block]])).content.decode()


def send(client, attempt, block, **fields):
    facts = {"attempt": attempt.pk, "block": block, "client_key": uuid.uuid4()}
    response = client.post(reverse("courses:answer", args=["asked"]), facts | fields, follow=True)
    return response.status_code, response.content.decode()


def places(order):
    return [f"{STEP[step]}={place}" for place, step in enumerate(order, 1)]


def offered(html) -> dict[str, str]:
    """What may be chosen on the right: text -> id."""
    return {
        text: value.rpartition("=")[2]
        for value, text in re.findall(r'value="([^"]+=\w+)"[^>]*>([^<]+)<', html)
    }


def test_a_quick_check_is_answered_and_says_why(client, asked):
    assert "True or false?" in page(client, CHECK)
    _, html = send(client, asked, CHECK, options="true")
    assert "Not this one" in html and "Nobody can point at moody." in html
    assert "names no source" not in html
    _, html = send(client, asked, CHECK, options="false")
    assert "Right." in html and "names no source" in html


def test_nothing_is_in_order_before_it_is_answered(client, asked):
    html = page(client, ORDER)
    shown = sorted(STEPS, key=lambda text: html.index(f"data-name>{text}<"))
    assert shown != STEPS
    assert not [text for text in STEPS if f"Why “{text}”" in html]
    assert html.count("selected") == len(STEPS)


def test_an_order_is_given_by_numbers_kept_and_shown_in_the_end(client, asked):
    _, html = send(client, asked, ORDER, options=places([1, 0, 2, 3]))
    assert Evidence.objects.get().response == {"options": [STEP[1], STEP[0], STEP[2], STEP[3]]}
    assert "Something stands elsewhere." in html and "done again" in html
    assert "Why “" not in html
    assert sorted(STEPS[:2], key=lambda text: html.index(f"data-name>{text}<")) == [STEPS[1], STEPS[0]]
    _, html = send(client, asked, ORDER, options=places([0, 2, 1, 3]))
    assert "Here is the answer." in html and "You had it at 3." in html
    assert sorted(STEPS, key=lambda text: html.index(f"Why “{text}”")) == STEPS


def test_two_at_one_place_are_told_so_and_nothing_is_lost(client, asked):
    twice = [f"{STEP[0]}=1", f"{STEP[1]}=1", f"{STEP[2]}=3", f"{STEP[3]}=4"]
    status, html = send(client, asked, ORDER, options=twice)
    assert status == 422
    assert "Two stand at place 1." in html
    assert all(f'value="{one}" selected' in html for one in twice)
    assert not Evidence.objects.exists()


def test_a_place_that_is_none_is_refused(client, asked):
    for options in (["x"], ["=1"], [f"{STEP[0]}=999"], [f"{STEP[0]}="], ["²=²"], []):
        status, html = send(client, asked, ORDER, options=options)
        assert (status, Evidence.objects.count()) == (422, 0), options
        assert "Give each one a place first." in html, options


def test_pairs_are_found_and_the_page_says_no_more_than_was_earned(client, asked):
    html = page(client, MATCH)
    rights = offered(html)
    assert set(rights) == {"Shapes the face", "Softens the shadows", "Lifts off the wall", "Sets the stop"}
    assert "does that" not in html
    wrong = [f"{PAIR[left]}={rights['Sets the stop']}" for left in PAIR]
    _, html = send(client, asked, MATCH, options=wrong)
    assert "At least one belongs elsewhere." in html and "brightest" in html
    assert all(f'value="{one}" selected' in html for one in wrong)
    assert "does that" not in html
    _, html = send(client, asked, MATCH, show="1")
    assert html.count("You chose: Sets the stop.") == 3
    assert "Lifts off the wall" in html and "“Back” does that." in html


def test_a_pair_that_is_not_chosen_yet_is_asked_for(client, asked):
    rights = offered(page(client, MATCH))
    one = f"{PAIR['Key']}={rights['Shapes the face']}"
    status, html = send(client, asked, MATCH, options=[one, "", ""])
    assert status == 422
    assert "Choose something for each one first." in html
    assert f'value="{one}" selected' in html


def test_words_are_graded_by_forms_and_the_page_says_so(client, asked):
    html = page(client, WORDS)
    assert "Graded by matching accepted answers." in html
    assert "falloff" not in html
    _, html = send(client, asked, WORDS, text="Fade")
    assert "done in the edit" in html and 'value="Fade"' in html
    assert "falloff" not in html.lower()
    _, html = send(client, asked, WORDS, text="Fall off of the light")
    assert "Right." in html and "Accepted answers: falloff; light falloff" in html


def test_words_that_are_none_or_too_many_come_back(client, asked):
    for typed in ("", " \n", "x" * 201):
        status, html = send(client, asked, WORDS, text=typed)
        assert status == 422, typed
        assert f'value="{typed}"' in html or not typed.strip()
    assert not Evidence.objects.exists()


def test_what_no_database_keeps_is_left_out_of_words(client, asked):
    send(client, asked, WORDS, text="fall\x00off\x1b")
    assert Evidence.objects.get().response == {"text": "fall off "}


def test_words_on_a_page_are_words_and_no_markup(client, asked):
    _, html = send(client, asked, WORDS, text='"><script>alert(1)</script>')
    assert "<script>alert" not in html


def test_every_kind_is_shown_on_request(client, asked):
    for block in NUMBER:
        _, html = send(client, asked, block, show="1")
        assert "Here is the answer." in html
        assert "data-closed" in html


def test_the_record_tells_what_was_answered(client, asked):
    rights = offered(page(client, MATCH))
    send(client, asked, CHECK, options="true")
    send(client, asked, ORDER, options=places([1, 0, 2, 3]))
    send(client, asked, MATCH, options=[f"{PAIR[left]}={rights['Sets the stop']}" for left in PAIR])
    send(client, asked, WORDS, text="Fade to black")
    record = client.get(reverse("reports:record") + "?why=prompt-craft").content.decode()
    for told in ("You answered: True", f"{STEPS[1]}; {STEPS[0]}", "Key: Sets the stop", "Fade to black"):
        assert told in record
