"""Two versions are compared without a word of which is whose."""

import re
import uuid

import pytest
from django.urls import reverse

from labs.models import Comparison, Judgement, OutputState
from tests.labs import making
from tests.labs.blind import making as blind
from tests.labs.prompt import desk

QUESTION = "Which would you light?"


@pytest.fixture
def run(learner, author, course):
    return blind.with_outputs(desk.run_of(learner, author, course))


@pytest.fixture
def begin(browser, run):
    def sent(**fields):
        form = making.sent(**{"first": "1", "second": "2", "question": QUESTION} | fields)
        return browser.post(reverse("labs:prompt_blind", args=[run.pk]), form)

    return sent


def place(comparison) -> str:
    return reverse("labs:prompt_compare", args=[comparison.run_id, comparison.number])


def test_from_the_desk_to_a_result_that_names_the_versions(browser, run, begin):
    desk_page = reverse("labs:desk", args=[run.pk])
    assert "Compare outputs blind" in browser.get(desk_page).text
    assert "your eye" not in browser.get(reverse("labs:prompt_blind", args=[run.pk])).text
    answer = begin()
    comparison = Comparison.objects.get()
    assert answer.url == f"{place(comparison)}#pair"
    for number, said in enumerate(blind.for_the_second(comparison)):
        page = browser.get(place(comparison)).text
        main = page[page.index("<main") :]
        assert f"Pair {number + 1} of 4" in main and QUESTION in main
        # Neither version, source nor order, in words or in the markup.
        told = re.sub(r'name="csrf\w+" value="[^"]+"|[0-9a-f-]{36}', "", main)
        assert not re.search(r"[Vv]ersion|Recorded|swapped|seed|Tiny|Written by|first|second", told)
        answered = browser.post(place(comparison), making.sent(showing=number, answer=said))
        assert answered.status_code == 302
    page = browser.get(place(comparison)).text
    assert "Version 2 won 2 pairs, version 1 won none." in page
    assert "Version 2, both times" in page and "Written by a model: Tiny, seed 7" in page
    assert "Version 2 won 2 pairs" in browser.get(desk_page).text


@pytest.mark.parametrize("second", [blind.recorded, blind.output])
def test_recorded_texts_make_no_version_win(browser, learner, author, course, second):
    run = desk.run_of(learner, author, course, slug="recorded")
    versions = desk.check(run, desk.VAGUE), desk.check(run, desk.SOME)
    for version, made in zip(versions, (blind.recorded, second), strict=True):
        for text in ("A kitchen.", "A room."):
            made(version, f"{text} {version.number}")
    start = reverse("labs:prompt_blind", args=[run.pk])
    page = browser.get(start).text
    assert "not made from your words" in page and "Version 1: 2 outputs, 2 recorded" in page
    comparison = blind.begun(run)
    blind.judged(comparison)
    page = browser.get(place(comparison)).text
    assert "texts were written down by the author for other prompts, not made from your words" in page
    assert ("Some of these texts" in page) == (second is blind.output)
    assert "you stayed with the same output" in page and "Beside version 2, both times" in page
    told = browser.get(start).text + browser.get(reverse("labs:desk", args=[run.pk])).text
    assert told.count("this is about your eye, not about your versions") >= 2
    assert " won " not in page + told


def test_the_server_decides_what_stands_on_which_side(browser, run):
    comparison = blind.begun(run)
    showing = blind.order(comparison)[0]
    first, second = (run.submissions.get(number=number) for number in (1, 2))
    left = (second if showing.swapped else first).outputs
    page = browser.get(place(comparison)).text
    shown = re.findall(r'<p class="blind-text">(.+?)</p>', page)
    assert shown[0] in left.values_list("text", flat=True) and len(shown) == 2


def test_it_goes_on_where_it_was_left(browser, run):
    comparison = blind.begun(run)
    blind.judged(comparison, "left")
    assert "Pair 2 of 4" in browser.get(place(comparison)).text
    assert "1 of 4 judged. Go on where you were." in browser.get(reverse("labs:desk", args=[run.pk])).text


def test_a_judgement_that_is_sent_twice_is_kept_once_and_stays(browser, run):
    comparison = blind.begun(run)
    form = making.sent(showing=0, answer="left")
    assert browser.post(place(comparison), form).status_code == 302
    assert browser.post(place(comparison), form | {"answer": "right"}).status_code == 302
    other_tab = browser.post(place(comparison), making.sent(showing=0, answer="right"))
    assert other_tab.status_code == 409 and "Pair 2 of 4" in other_tab.text
    assert [row.answer for row in Judgement.objects.all()] == ["left"]


@pytest.mark.parametrize(
    "fields", [{"showing": 0}, {"showing": 0, "answer": "both"}, {"showing": 1, "answer": "left"}, {}]
)
def test_what_is_no_answer_to_the_pair_that_is_shown_is_refused(browser, run, fields):
    comparison = blind.begun(run)
    answer = browser.post(place(comparison), making.sent(**fields))
    assert answer.status_code == 422 and "Pair 1 of 4" in answer.text
    assert not Judgement.objects.exists()


def test_nothing_more_is_asked_once_all_are_judged(browser, run):
    comparison = blind.begun(run)
    blind.judged(comparison)
    answer = browser.post(place(comparison), making.sent(showing=4, answer="left"))
    assert answer.status_code == 422 and Judgement.objects.count() == 4


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"second": "1"}, "Choose two different versions"),
        ({"second": "7"}, "Choose two different versions"),
        ({"first": "²"}, "Choose two different versions"),
        ({"question": " "}, "Say what you are asking"),
        ({"question": "x" * 201}, "Say what you are asking"),
    ],
)
def test_what_cannot_be_compared_is_refused_and_loses_nothing(begin, fields, told):
    answer = begin(**fields)
    assert answer.status_code == 422 and told in answer.text
    if "question" not in fields:
        assert f'value="{QUESTION}"' in answer.text
    assert not Comparison.objects.exists()


def test_a_version_without_outputs_says_what_to_do(run, begin):
    third = desk.check(run, desk.ALL)
    blind.output(third, "Half", state=OutputState.WRITING)
    blind.output(third, "One of fifty", variant=True)
    answer = begin(second="3")
    assert answer.status_code == 422
    assert "There is no output of version 3 to compare yet. Look at what comes of it first." in answer.text


def test_what_both_versions_have_is_not_compared(run, begin):
    third = desk.check(run, desk.ALL)
    blind.output(third, "A kitchen.")
    assert "too few outputs that differ" in begin(second="3").text
    for text in ("A dark one.", "A bright one."):
        blind.output(third, text)
    assert begin(second="3").status_code == 302
    shared = run.submissions.get(number=1).outputs.get(text="A kitchen.")
    assert shared.pk not in {id for pair in Comparison.objects.get().pairs for id in pair}


def test_a_comparison_that_is_begun_twice_is_one(browser, run):
    key = uuid.uuid4()
    assert blind.begun(run, client_key=key) == blind.begun(run, client_key=key)
    assert blind.begun(run).number == 2


def test_a_lab_that_is_handed_in_takes_no_more_and_shows_what_was(browser, run, begin):
    comparison = blind.begun(run)
    blind.judged(comparison)
    desk.hand_in(run, 2)
    assert begin().status_code == 409
    assert Comparison.objects.count() == 1
    assert "Version 2 won" in browser.get(reverse("labs:prompt_blind", args=[run.pk])).text


def test_one_version_is_not_enough(browser, learner, author, course):
    run = desk.run_of(learner, author, course, slug="one")
    assert "Blind comparison" not in browser.get(reverse("labs:desk", args=[run.pk])).text
    page = browser.get(reverse("labs:prompt_blind", args=[run.pk])).text
    assert "Check a second version first" in page


def test_where_nothing_brings_outputs_nothing_is_offered_to_compare(
    browser, learner, author, course, settings
):
    run = desk.run_of(learner, author, course, slug="bare")
    for text in (desk.VAGUE, desk.SOME):
        desk.check(run, text)
    place = reverse("labs:desk", args=[run.pk])
    assert "Blind comparison" not in browser.get(place).text
    page = browser.get(reverse("labs:prompt_blind", args=[run.pk])).text
    assert "Nothing brings outputs here" in page and "Begin" not in page
    settings.GREENROOM_WRITER = "transformers"
    assert "Blind comparison" in browser.get(place).text


def test_somebody_elses_comparisons_are_not_there(run, signed_in, manager, ld_admin):
    comparison = blind.begun(run)
    for person in (manager, ld_admin):
        client = signed_in(person)
        for address in (place(comparison), reverse("labs:prompt_blind", args=[run.pk])):
            assert client.get(address).status_code == client.post(address, making.sent()).status_code == 404


def test_a_comparison_that_is_not_there_is_404(browser, run):
    assert browser.get(reverse("labs:prompt_compare", args=[run.pk, 1])).status_code == 404
