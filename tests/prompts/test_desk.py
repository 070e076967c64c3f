"""Tests at the desk: the author's and one's own, on every version."""

import html
import uuid

import pytest
import yaml
from django.urls import reverse

from labs.contract import Refused
from labs.models import OwnTest
from labs.services import add_own_test, remove_own_test
from tests.labs.making import sent
from tests.labs.prompt import desk

RAIN = {"type": "icontains", "value": "rain"}
HTMX = {"HX-Request": "true"}


def to(run, name, *args):
    return reverse(f"labs:prompt_{name}", args=[run.pk, *args])


def add(run, said=RAIN):
    return add_own_test(run=run, said=said, client_key=uuid.uuid4())


def said_on(page: str) -> str:
    return " ".join(html.unescape(page).split())


def test_what_every_version_is_tested_for_is_there_before_the_first(page):
    assert "They will run on every version" in page() and "A place" in page()


def test_a_version_that_breaks_a_test_is_told_so(run, page):
    desk.check(run, "A cook alone in a kitchen at night")
    assert "broke" not in page()
    desk.check(run, "A cook in a crowd, in a kitchen at night")
    told = said_on(page())
    assert "Version 2 broke “Nobody else”, which passed in version 1." in told
    assert "“crowd” is in it." in told
    assert told.count("Passed</span>") == 3 and told.count("Failed</span>") == 1
    desk.check(run, "A cook, nobody else, in a kitchen at night")
    assert "Version 3 mended “Nobody else”, which failed in version 2." in said_on(page())


def test_a_learner_writes_a_test_and_it_runs_on_every_version(run, browser, page):
    desk.check(run, "Rain on a kitchen window")
    desk.check(run, "Fog on a kitchen window")
    form = sent(opposite="", type="icontains", value="rain")
    answer = browser.post(to(run, "add_test"), form)
    assert answer.status_code == 302 and answer.url.endswith("#tests")
    assert browser.post(to(run, "add_test"), form).status_code == 302
    assert OwnTest.objects.count() == 1
    assert "Version 2 broke “Contains “rain”, capitals or not”" in said_on(page())


def test_with_htmx_the_tests_alone_come_back(run, browser):
    form = sent(opposite="not", type="contains", value="lens\r\nflare")
    answer = browser.post(to(run, "add_test"), form, headers=HTMX)
    assert answer.status_code == 200 and "Does not contain “lens\nflare”" in html.unescape(answer.text)
    assert answer.text.strip().startswith("<section") and "Your prompt" not in answer.text


@pytest.mark.parametrize(("headers", "status"), [({}, 422), (HTMX, 200)])
def test_a_test_that_cannot_run_is_refused_and_nothing_of_it_is_lost(run, browser, headers, status):
    """htmx would put nothing into the page that comes with a status of refusal."""
    answer = browser.post(
        to(run, "add_test"), sent(opposite="not", type="regex", value="(?i)rain"), headers=headers
    )
    assert answer.status_code == status and not OwnTest.objects.exists()
    assert "Only plain groups" in answer.text and "(?i)rain</textarea>" in answer.text
    assert '<option value="regex" selected>' in answer.text and 'value="not" selected' in answer.text


def test_a_test_is_taken_away_once_and_stays_in_the_record(run, browser, page):
    row = add(run)
    assert "Take away" in page()
    for _ in range(2):
        assert browser.post(to(run, "remove_test", row.pk)).status_code == 302
    assert "Take away" not in page()
    row.refresh_from_db()
    assert row.removed_at and row.assertion["value"] == "rain"
    assert browser.get(to(run, "remove_test", row.pk)).status_code == 302
    assert browser.get(to(run, "add_test")).status_code == 302


def test_the_same_test_is_written_once_and_twenty_are_enough(run, browser):
    add(run)
    with pytest.raises(Refused, match="have that test already"):
        add(run)
    for number in range(19):
        add(run, {"type": "contains", "value": str(number)})
    with pytest.raises(Refused, match="20 tests of your own"):
        add(run, {"type": "contains", "value": "more"})
    assert "Take one away to write another" in browser.get(reverse("labs:desk", args=[run.pk])).text


def test_tests_of_a_run_that_is_handed_in_stay(run, browser, page):
    row = add(run)
    desk.check(run, desk.ALL)
    desk.hand_in(run, 1)
    with pytest.raises(Refused, match="stay as they are"):
        remove_own_test(test=row)
    with pytest.raises(Refused, match="stay as they are"):
        add(run, {"type": "contains", "value": "x"})
    assert browser.post(to(run, "remove_test", row.pk)).status_code == 409
    told = page()
    assert "Contains “rain”, capitals or not" in html.unescape(told) and "Write a test" not in told


def test_tests_of_somebody_else_are_not_there(run, outsider, manager, signed_in):
    row = add(run)
    desk.check(run, desk.SOME)
    for person in (outsider, manager):
        client = signed_in(person)
        for address in (to(run, "add_test"), to(run, "remove_test", row.pk), to(run, "promptfoo")):
            assert client.get(address).status_code == 404
        assert client.post(to(run, "remove_test", row.pk)).status_code == 404
    row.refresh_from_db()
    assert row.removed_at is None


def test_a_test_of_another_run_is_not_taken_away(run, browser, learner, author, course):
    other = add(desk.run_of(learner, author, course, slug="another"))
    browser.post(to(run, "remove_test", other.pk))
    other.refresh_from_db()
    assert other.removed_at is None


def test_a_run_is_downloaded_for_promptfoo(run, browser, page):
    assert browser.get(to(run, "promptfoo")).status_code == 404
    assert "for promptfoo" not in page()
    desk.check(run, "A cook in a kitchen, {{ night }}")
    add(run)
    assert to(run, "promptfoo") in page()
    answer = browser.get(to(run, "promptfoo"))
    assert answer["Content-Disposition"] == 'attachment; filename="promptfooconfig.yaml"'
    config = yaml.safe_load(answer.content)
    assert [one["description"] for one in config["tests"]] == [
        "1. A place",
        "2. Nobody else",
        "3. Contains “rain”, capitals or not",
    ]
    assert config["prompts"][0]["raw"].endswith('A cook in a kitchen, {{ "{" }}{ night }}')
