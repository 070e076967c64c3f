import pytest
from django.urls import reverse

from labs.contract import Refused
from tests import factories
from tests.labs import making
from tests.labs.making import sent


def item(genuine: bool, number: int, **more) -> dict:
    findings = [{"step": "Look for the first", "found": f"Found {number}."}]
    return {
        "post": f"Post {number}.",
        "genuine": genuine,
        "findings": findings,
        "why": f"Because {number}.",
        "picture": None,
        "picture_text": "",
    } | more


EXHIBIT = {
    "file": "A poster",
    "report": "It carries no seal.",
    "tells": "none",
    "why": "Chats strip it.",
}
ITEMS = [item(number % 2 == 0, number) for number in range(6)]
TASK = {"items": ITEMS, "exhibits": [EXHIBIT], "to_pass": 70}
TRUE, FALSE = ("so", "not")
RIGHT = (TRUE, FALSE) * 3


def lab(**more):
    return making.lab(kind="real_or_synthetic", task=TASK | more)


@pytest.fixture
def run(author, course, learner):
    return making.run_in(making.module_with(lab(), author=author, course=course), learner)


def send(browser, run, calls, **more):
    form = {f"call-{at}": call for at, call in enumerate(calls)}
    form |= {"round": str(run.submissions.count())} | more
    return browser.post(reverse("labs:desk", args=[run.pk]), sent(**form))


def test_what_lies_off_the_page_comes_after_the_first_call_and_the_answer_after_the_second(browser, run):
    desk = reverse("labs:desk", args=[run.pk])
    first = browser.get(desk).text
    assert "Found 0." not in first and "Because 0." not in first and "carries no seal" not in first
    assert send(browser, run, (FALSE,) * 6).status_code == 302
    second = browser.get(desk).text
    assert "Found 0." in second and "carries no seal" in second and "Because 0." not in second
    assert second.count('value="not" required checked') == 6
    send(browser, run, RIGHT, **{"tells-0": "none"})
    after = browser.get(desk).text
    assert "Because 0." in after and "Chats strip it." in after
    assert "on the page “It is not”, off it “It is what it says it is”" in after


def test_the_form_of_a_round_that_is_kept_is_not_read_as_the_next_ones(browser, run, learner):
    send(browser, run, RIGHT)
    answer = send(browser, run, RIGHT, round="0", **{"tells-0": "none"})
    assert answer.status_code == 422 and "That round is kept already" in answer.text
    assert run.submissions.count() == 1 and not learner.evidence.exists()


def test_the_first_round_is_no_evidence_and_the_second_is(browser, run, learner):
    send(browser, run, RIGHT)
    assert not learner.evidence.exists()
    send(browser, run, RIGHT, **{"tells-0": "altered"})
    evidence = learner.evidence.get()
    assert evidence.score == pytest.approx(6 / 7) and evidence.correct and evidence.rule == "synthetic/1"
    assert making.missed(run) == {"Credential 1: A poster"}


def test_telling_apart_and_leaning_are_shown_apart_for_both_rounds(browser, run):
    send(browser, run, (FALSE,) * 6)
    send(browser, run, RIGHT, **{"tells-0": "none"})
    page = browser.get(reverse("labs:desk", args=[run.pk])).text
    assert "You tell the two apart well." in page and "You lean neither way." in page
    for name in ("Telling apart (d′", "Leaning ("):
        assert name in page
    run.refresh_from_db()
    assert run.submissions.first().found["leaning"].startswith("You lean to calling things false")


@pytest.mark.parametrize("calls", [("so",) * 5, ("maybe",) * 6, ()])
def test_a_call_that_lacks_is_asked_for_and_the_others_stay(browser, run, calls):
    answer = send(browser, run, calls)
    assert answer.status_code == 422 and "say whether it is so" in answer.text
    assert answer.text.count("required checked") == sum(call in ("so", "not") for call in calls)


def test_a_credential_that_was_not_judged_is_asked_for(browser, run):
    send(browser, run, RIGHT)
    answer = send(browser, run, RIGHT, **{"tells-0": "forged"})
    assert answer.status_code == 422 and "Credential 1: say what it tells." in answer.text


def test_as_many_items_must_be_so_as_not(db):
    with pytest.raises(Refused, match="Half of the items must be true: 4 of 6"):
        lab(items=[item(number < 4, number) for number in range(6)])


def test_a_picture_needs_its_words(db):
    picture = factories.image().pk
    with pytest.raises(Refused, match="Say in words what the picture shows"):
        lab(items=[item(True, 0, picture=picture), *ITEMS[1:]])


def test_a_picture_of_a_lab_is_shown_to_whoever_is_in_it_and_to_nobody_else(
    browser, signed_in, outsider, author, course, learner
):
    picture = factories.image()
    with_picture = lab(items=[item(True, 0, picture=picture.pk, picture_text="A lamp."), *ITEMS[1:]])
    run = making.run_in(making.module_with(with_picture, author=author, course=course), learner)
    page = browser.get(reverse("labs:desk", args=[run.pk]))
    assert 'alt="A lamp."' in page.text
    address = picture.get_rendition("width-800").url
    assert address in page.text
    assert browser.get(address).status_code == 200
    assert signed_in(outsider).get(address).status_code == 404
    lab(items=ITEMS)  # the run goes on with the lab as it was
    assert browser.get(address).status_code == 200
    run.module.unpublish()
    assert browser.get(address).status_code == 404
