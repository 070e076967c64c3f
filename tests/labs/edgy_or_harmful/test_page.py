from django.urls import reverse

from tests.labs import making
from tests.labs.making import RIGHT, decided, sent


def test_the_studios_call_and_its_reason_come_only_after_ones_own(browser, run):
    address = reverse("labs:desk", args=[run.pk])
    before = browser.get(address).text
    assert "Power may be mocked." in before and "Only the clown is hurt." not in before
    browser.post(address, sent(**decided("harmful", *RIGHT[1:], sure="certain")))
    after = browser.get(address).text
    assert "Only the clown is hurt." in after and "the studio decides otherwise" in after
    assert "Passed" in after and "3 of 4 cases decided as the studio does; 75 % pass." in after
    assert "You were surer" in after


def test_the_share_that_passes_is_the_authors(browser, run):
    browser.post(reverse("labs:desk", args=[run.pk]), sent(**decided("harmful", "edgy", *RIGHT[2:])))
    run.refresh_from_db()
    assert (run.score, run.passed) == (0.5, False)


def test_a_call_or_confidence_that_was_never_offered_is_refused(browser, run):
    for name, value in (("call-0", "burn it"), ("sure-0", "100"), ("why-0", "no")):
        form = decided(*RIGHT) | {name: value}
        answer = browser.post(reverse("labs:desk", args=[run.pk]), sent(**form))
        assert answer.status_code == 422 and "Case 1:" in answer.text


def test_whoever_escalates_reads_to_whom(signed_in, learner, author, course):
    told = making.EDGY | {"escalates_to": "Ilse Brandt, extension 12"}
    run = making.run_in(
        making.module_with(making.lab(task=told), author=author, course=course, slug="turns"), learner
    )
    browser, address = signed_in(learner), reverse("labs:desk", args=[run.pk])
    assert browser.get(address).text.count("escalate to Ilse Brandt, extension 12") == len(making.CASES)
    browser.post(address, sent(**decided(*RIGHT)))
    # Once as decided, once as the studio decides.
    assert browser.get(address).text.count("escalate to Ilse Brandt, extension 12") == 2
