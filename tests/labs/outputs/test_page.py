"""What comes of versions, at the desk: asked for, heard while it is written, decided about, side by side."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from labs.models import Decision, Output, OutputState
from labs.queries import reasons
from labs.services import writing as in_hands
from tests.labs.making import sent
from tests.labs.outputs import making
from tests.labs.prompt import desk

HTMX = {"HX-Request": "true"}


def to(run, name, *args):
    return reverse(f"labs:prompt_{name}", args=[run.pk, *args])


def said_on(page: str) -> str:
    return " ".join(html.unescape(page).split())


@pytest.fixture
def decide(browser, run):
    def send(output, verdict="accept", reason=None, headers=None, **more):
        form = sent(verdict=verdict, reason=reasons()[0] if reason is None else reason, **more)
        return browser.post(to(run, "decide_output", output.pk), form, headers=headers or {})

    return send


def test_what_was_recorded_is_shown_on_request_and_labelled_as_that(version, browser, run, page):
    before = said_on(page())
    assert making.WHOLE["text"] not in before and "it was not made from your words" in before
    assert "The author wrote down what may come of prompts like these." in before and "came of" not in before
    answer = browser.post(to(run, "ask", 1), sent(recorded="1", left="1", right="1"))
    assert answer.url == f"{to(run, 'outputs')}?left=1&right=1#outputs"
    shown = said_on(page())
    assert shown.count('<span class="tag">Recorded</span>') == 2 and making.WHOLE["made_by"] in shown
    assert "For a prompt that states lighting; yours does not, as far as was detected." in shown
    assert making.VAGUE["text"] not in shown and "Show what was recorded" not in shown
    assert "seed 7" in shown and "See what comes of it" not in shown


@pytest.mark.usefixtures("with_model")
def test_an_output_is_asked_for_and_heard_while_it_is_written(version, browser, run):
    answer = browser.post(to(run, "ask", 1), sent(many="2"), headers=HTMX)
    assert answer.text.strip().startswith('<section class="lab-item stack" id="outputs"')
    assert answer.text.count("Waiting its turn.") == 2
    first = Output.objects.order_by("pk")[0]
    assert browser.get(to(run, "output", first.pk) + "?was=waiting", headers=HTMX).status_code == 204
    held = in_hands.claim_output(output_id=first.pk)
    in_hands.keep_so_far(output=held, text="A cook <b>under")
    part = browser.get(to(run, "output", first.pk) + "?was=waiting", headers=HTMX).text
    assert "A cook &lt;b&gt;under" in part and "Writing…" in part and "every 1s" in part
    assert 'hx-swap-oob="innerHTML">Output 1 of version 1: Writing…' in part
    assert "hx-swap-oob" not in browser.get(to(run, "output", first.pk) + "?was=writing").text
    in_hands.keep_output(output=held, text="A cook.", model="Tiny, text 1", model_digest="d", prompts="p")
    part = browser.get(to(run, "output", first.pk) + "?was=writing").text
    assert "every 1s" not in part and f"Tiny, text 1, seed {first.seed}" in part
    assert "Accept, adjust or reject output 1 of version 1" in part


@pytest.mark.usefixtures("with_model")
def test_one_that_nobody_takes_up_is_said_to_wait_and_one_that_failed_can_be_tried_again(
    version, browser, run, page
):
    (output,) = making.ask(version)
    assert "Ask again" not in page()
    Output.objects.update(created_at=output.created_at - datetime.timedelta(minutes=1))
    assert "Nobody has taken it up yet." in page() and "Ask again" in page()
    for was, status in (("waiting", 200), ("long", 204)):
        assert browser.get(to(run, "output", output.pk) + f"?was={was}").status_code == status
    in_hands.fail_output(
        output=in_hands.claim_output(output_id=output.pk), code="model_broken", reason="Its weights lack one."
    )
    assert "Its weights lack one." in page() and "Try again" in page()
    assert browser.post(to(run, "output_again", output.pk)).status_code == 302
    output.refresh_from_db()
    assert output.state == OutputState.WAITING


@pytest.mark.usefixtures("with_model")
@pytest.mark.parametrize("many", ["0", "5", "", "x", "²"])
def test_a_number_that_is_none_is_refused_in_words(version, browser, run, many):
    answer = browser.post(to(run, "ask", 1), sent(many=many))
    assert answer.status_code == 422 and "Ask for 1 to 4 at a time." in answer.text
    assert not Output.objects.exists()
    answer = browser.post(to(run, "ask", 1), sent(many=many), headers=HTMX)
    assert answer.status_code == 200 and "Ask for 1 to 4 at a time." in answer.text


def test_without_a_model_nothing_is_asked_of_it(version, browser, run):
    answer = browser.post(to(run, "ask", 1), sent(many="1"))
    assert answer.status_code == 422 and "no language model" in answer.text


def test_an_output_is_decided_about_for_a_reason_of_the_studios(version, decide, page):
    first, second = making.record(version)
    assert decide(first, "adjust", note="Closer.").status_code == 302
    row = Decision.objects.get()
    assert (row.submission_id, row.output_id, row.note) == (version.pk, first.pk, "Closer.")
    assert f"<strong>Adjust</strong>: {reasons()[0]}. Closer." in page()
    assert "What you decided about version 1" not in page()
    told = decide(second, headers=HTMX).text
    assert told.strip().startswith("<li") and "<strong>Accept</strong>" in told


def test_a_decision_without_a_reason_is_refused_and_loses_nothing(version, decide):
    output = making.record(version)[0]
    answer = decide(output, reason="", note="Closer.")
    assert answer.status_code == 422 and "Closer.</textarea>" in answer.text
    assert "Output 1 of version 1: accept, adjust or reject it, and say why." in answer.text
    answer = decide(output, reason="Mine", note="Closer.", headers=HTMX)
    assert answer.status_code == 200 and "Closer.</textarea>" in answer.text and "say why" in answer.text
    assert not Decision.objects.exists()


@pytest.mark.usefixtures("with_model")
def test_what_is_not_made_yet_cannot_be_decided_about(version, decide):
    answer = decide(making.ask(version)[0])
    assert answer.status_code == 422 and "wait until it is made" in answer.text


def test_two_versions_stand_side_by_side_and_an_address_says_which(run, page):
    for text in ("A cook.", desk.SOME, desk.ALL):
        making.record(desk.check(run, text))
    sides = re.findall(r'<h3 id="side-(\d)">', page())
    assert sides == ["2", "3"]
    assert re.findall(r'<h3 id="side-(\d)">', page("?left=3&right=1")) == ["1", "3"]
    for query in ("?left=9&right=x", f"?left={'9' * 5000}"):
        assert re.findall(r'<h3 id="side-(\d)">', page(query)) == ["2", "3"]
    assert re.findall(r'<h3 id="side-(\d)">', page("?left=1&right=1")) == ["1"]


def test_what_came_of_it_stays_once_a_version_is_handed_in(run, version, page):
    making.record(version)
    desk.hand_in(run, 1)
    assert making.WHOLE["text"] in page() and "Show what was recorded" not in page()


def test_without_outputs_of_any_kind_the_desk_says_nothing_of_them(learner, author, course, browser):
    run = desk.run_of(learner, author, course)
    desk.check(run, desk.SOME)
    assert "What comes of it" not in browser.get(reverse("labs:desk", args=[run.pk])).text


def test_outputs_of_somebody_else_or_of_another_run_are_not_there(
    run, version, browser, signed_in, manager, ld_admin, learner, author, course
):
    output = making.record(version)[0]
    routes = [("output", output.pk), ("decide_output", output.pk), ("output_again", output.pk), ("ask", 1)]
    for person in (manager, ld_admin):
        client = signed_in(person)
        assert {client.get(to(run, *route)).status_code for route in [*routes, ("outputs",)]} == {404}
        assert {client.post(to(run, *route), sent()).status_code for route in routes[1:]} == {404}
    other = desk.run_of(learner, author, course, slug="another")
    assert {browser.get(to(other, *route)).status_code for route in routes[:3]} == {404}
    assert browser.get(to(run, "ask", 7)).status_code == 404


@pytest.mark.usefixtures("with_model")
def test_variants_of_a_contact_sheet_do_not_stand_among_the_outputs(version, run, browser, page):
    (variant,) = making.ask(version, variants=True)
    assert f"output-{variant.pk}" not in page()
    assert browser.get(to(run, "output", variant.pk)).status_code == 404
