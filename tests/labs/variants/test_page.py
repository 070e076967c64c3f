"""A few of many variants are kept, each for a reason, and what they have in common is said."""

import pytest
from django.urls import reverse

from courses.models import Evidence
from labs.models import Selection
from labs.queries import reasons
from tests.labs import making
from tests.labs.prompt import desk
from tests.labs.variants import making as sheets
from tests.labs.variants.making import TEXTS

KEEP, MISSES = "It does what the brief asks for", "It misses the intent"
WHOLE = {
    "keep": ["2", "3"],
    "why-2": KEEP,
    "why-3": KEEP,
    "common": "We never see her face.",
    "rest": MISSES,
}


@pytest.fixture
def run(learner, author, course):
    return sheets.run_of(learner, author, course)


@pytest.fixture
def sheet(run):
    return reverse("labs:prompt_variants", args=[run.pk])


def test_a_choice_is_kept_with_its_reasons_and_is_no_evidence(browser, run, sheet):
    page = browser.get(sheet).text
    assert all(text in page for text in TEXTS) and "Recorded: Written by hand" in page
    assert "none was made from your words" in page
    assert "What you choose is no evidence" in page
    assert browser.post(sheet, making.sent(**WHOLE)).url == f"{sheet}#chosen"
    row = Selection.objects.get()
    assert [(one["number"], one["text"], one["reason"]) for one in row.kept] == [
        (2, TEXTS[1], KEEP),
        (3, TEXTS[2], KEEP),
    ]
    assert (row.common, row.rest, row.shown) == (WHOLE["common"], MISSES, 4)
    page = browser.get(sheet).text
    assert "You kept 2 of 4" in page and "We never see her face." in page
    assert page.count(" checked") == 2
    assert (
        "You kept 2 of 4. In common: We never see her face."
        in browser.get(reverse("labs:desk", args=[run.pk])).text
    )
    assert not Evidence.objects.filter(block_id=making.BLOCK).exists()


def test_choosing_again_is_another_row_and_the_last_counts(browser, run, sheet):
    browser.post(sheet, making.sent(**WHOLE))
    browser.post(sheet, making.sent(**WHOLE | {"keep": ["1"], "why-1": KEEP}))
    assert Selection.objects.count() == 2
    assert "You kept 1 of 4" in browser.get(sheet).text


def test_a_choice_that_is_sent_twice_is_kept_once(browser, sheet):
    form = making.sent(**WHOLE)
    assert browser.post(sheet, form).status_code == browser.post(sheet, form).status_code == 302
    assert Selection.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"keep": []}, "Tick at least one to keep."),
        ({"keep": ["2", "5"]}, "One of those is not on this sheet."),
        ({"keep": ["2", "9" * 5000], "why-2": "Because"}, "Say why you keep number 2."),
        ({"keep": ["2", "x"], "why-2": "Because"}, "Say why you keep number 2."),
        ({"keep": ["1", "2", "3"]}, "You keep 3, and may keep 2: take 1 off. Say why you keep number 1."),
        ({"common": " \0"}, "Say in a sentence what your choice has in common."),
        ({"common": "x" * 401}, "in at most 400 characters. You have 401."),
        ({"rest": ""}, "Say in one reason why the other 2 go."),
        ({"client_key": ""}, "Reload the page and send it again."),
    ],
)
def test_a_choice_that_is_not_whole_is_refused_and_loses_nothing(browser, sheet, fields, told):
    answer = browser.post(sheet, making.sent(**WHOLE) | fields)
    assert answer.status_code == 422 and told in answer.text
    assert not Selection.objects.exists()
    kept = [one for one in fields.get("keep", WHOLE["keep"]) if one in "1234"]
    assert answer.text.count(" checked") == len(kept)
    if "common" not in fields:
        assert "We never see her face.</textarea>" in answer.text
    if "rest" not in fields:
        assert f"<option selected>{MISSES}</option>" in answer.text


def test_who_keeps_all_gives_no_reason_for_the_others(browser, learner, author, course):
    run = sheets.run_of(learner, author, course, variants=sheets.recorded(*TEXTS[:2]))
    sheet = reverse("labs:prompt_variants", args=[run.pk])
    chosen = {"keep": ["1", "2"], "why-1": KEEP, "why-2": reasons()[1], "common": "Rain.", "rest": ""}
    assert browser.post(sheet, making.sent(**chosen)).status_code == 302
    assert Selection.objects.get().rest == ""


def test_a_lab_that_is_handed_in_takes_no_choice_and_shows_the_last(browser, run, sheet):
    browser.post(sheet, making.sent(**WHOLE))
    desk.check(run, desk.ALL)
    desk.hand_in(run, 1)
    assert browser.post(sheet, making.sent(**WHOLE)).status_code == 409
    page = browser.get(sheet).text
    assert "You kept 2 of 4" in page and "Keep this choice" not in page
    assert Selection.objects.count() == 1


def test_a_lab_without_variants_has_no_sheet(browser, learner, author, course):
    run = desk.run_of(learner, author, course, slug="none")
    assert browser.get(reverse("labs:prompt_variants", args=[run.pk])).status_code == 404
    assert "variants" not in browser.get(reverse("labs:desk", args=[run.pk])).text.casefold().replace(
        "labs-variants", ""
    )


def test_somebody_elses_sheet_is_not_there(run, sheet, signed_in, manager, ld_admin):
    for person in (manager, ld_admin):
        client = signed_in(person)
        assert client.get(sheet).status_code == client.post(sheet, making.sent(**WHOLE)).status_code == 404
