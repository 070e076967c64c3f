"""A version is accepted, adjusted or rejected, for a reason of the studio's."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from labs.models import Decision, LabSettings
from labs.queries import reasons
from tests.labs import making
from tests.labs.prompt.desk import ALL, SOME, free

MISSES = "It misses the intent"
KEEP = "It does what the brief asks for"


@pytest.fixture
def decide(browser, run, send):
    send(free(SOME))

    def sent(verdict: str, reason: str, *, number: int = 1, **more):
        form = making.sent(verdict=verdict, reason=reason, **more)
        return browser.post(reverse("labs:prompt_decide", args=[run.pk, number]), form)

    return sent


def test_a_decision_is_kept_with_its_reason(decide, run, page):
    answer = decide("adjust", MISSES, note="The cook is too small.")
    assert answer.url == reverse("labs:desk", args=[run.pk]) + "#version-1"
    row = Decision.objects.get()
    assert (row.verdict, row.reason, row.note) == ("adjust", MISSES, "The cook is too small.")
    assert f"<strong>Adjust</strong>: {MISSES}. The cook is too small." in page()


def test_deciding_again_adds_to_the_history_and_the_last_counts(decide, page, send):
    decide("reject", MISSES)
    decide("accept", KEEP)
    assert Decision.objects.count() == 2
    send(free(ALL))
    text = page()
    assert f"· Accept: {KEEP}" in text
    assert text.index(f"<strong>Accept</strong>: {KEEP}") < text.index(f"<strong>Reject</strong>: {MISSES}")


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [("", KEEP), ("burn", KEEP), ("accept", ""), ("accept", "Because I can"), ("accept", KEEP.lower())],
)
def test_a_decision_without_a_reason_of_the_studios_is_refused_and_loses_nothing(decide, verdict, reason):
    answer = decide(verdict, reason, note="The cook is too small.")
    assert answer.status_code == 422
    assert "Version 1: accept, adjust or reject it, and say why." in answer.text
    assert "The cook is too small.</textarea>" in answer.text
    assert not Decision.objects.exists()


def test_a_note_has_an_end(decide):
    answer = decide("accept", KEEP, note="x" * 601)
    assert answer.status_code == 422 and "at most 600 characters" in answer.text


def test_a_decision_that_is_sent_twice_is_kept_once(browser, run, decide):
    form = making.sent(verdict="accept", reason=KEEP)
    address = reverse("labs:prompt_decide", args=[run.pk, 1])
    assert browser.post(address, form).status_code == browser.post(address, form).status_code == 302
    assert Decision.objects.count() == 1


def test_there_is_nothing_to_decide_about_a_version_that_is_not_there(decide, send):
    assert decide("accept", KEEP, number=2).status_code == 404
    send(making.sent(**{"hand-in": "1"}))
    # What was handed in is the version itself, not one more.
    assert decide("accept", KEEP, number=2).status_code == 404
    assert decide("accept", KEEP, number=1).status_code == 302


def test_somebody_elses_versions_are_not_there(run, decide, signed_in, manager, ld_admin):
    for person in (manager, ld_admin):
        client = signed_in(person)
        for name, args in (("decide", [1]), ("from", [1]), ("draft", []), ("picture", [0])):
            assert client.get(reverse(f"labs:prompt_{name}", args=[run.pk, *args])).status_code == 404
        for name, args in (("decide", [1]), ("draft", [])):
            address = reverse(f"labs:prompt_{name}", args=[run.pk, *args])
            assert client.post(address, free(ALL)).status_code == 404


def test_a_reason_stays_as_it_was_said(decide, page):
    decide("reject", MISSES)
    LabSettings.objects.create(site=Site.objects.get(), reasons="Too late in the day")
    assert reasons() == ["Too late in the day"]
    assert MISSES in page()
