import uuid

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from labs.readiness.plan import FIELDS
from labs.services import submit
from tests.labs import making
from tests.labs.making import sent

WORK = [{"name": name, "about": ""} for name in ("Tagging", "Voices", "Takes")]
TASK = {"situation": "Nine people.", "work": WORK, "to_pass": 80}
WEIGHED = {
    "round": "0",
    **{f"hours-{at}": hours for at, hours in enumerate(("10", "2,5", "4"))},
    **{f"routine-{at}": "5" for at in range(3)},
    **{f"checkable-{at}": "4" for at in range(3)},
    **{f"harm-{at}": harm for at, harm in enumerate(("low", "low", "medium"))},
    "personal-1": "yes",
}
PLAN = {"round": "1", **{field.name: f"We count {20 + at} clips a week." for at, field in enumerate(FIELDS)}}


@pytest.fixture
def run(author, course, learner):
    lab = making.lab(kind="readiness", task=TASK)
    return making.run_in(making.module_with(lab, author=author, course=course), learner)


@pytest.fixture
def desk(run):
    return reverse("labs:desk", args=[run.pk])


@pytest.fixture
def weighed(browser, desk):
    assert browser.post(desk, sent(**WEIGHED)).status_code == 302


def test_a_lead_weighs_chooses_and_leaves_with_a_roadmap(browser, desk, weighed, run, learner):
    assert "A first pilot could be <strong>Tagging</strong>" in browser.get(desk).text
    browser.post(desk, sent(**PLAN, pilot="Tagging"))
    sheet = browser.get(desk).text
    assert "Roadmap: Tagging" in sheet and "We count 20 clips a week." in sheet
    run.refresh_from_db()
    assert run.passed and learner.evidence.get().rule == "readiness/2"


def test_what_its_author_calls_personal_is_of_high_risk_whatever_a_learner_says(author, learner):
    work = [WORK[0], WORK[1] | {"personal": True}, WORK[2]]
    lab = making.lab(kind="readiness", task=TASK | {"work": work})
    run = making.run_in(making.module_with(lab, author=author), learner)
    posted = QueryDict(mutable=True)
    posted.update(WEIGHED | {"personal-1": ""})
    kept = submit(run=run, posted=posted, files=MultiValueDict(), client_key=uuid.uuid4())
    assert [one["personal"] for one in kept.work["tasks"]] == [False, True, False]


def test_a_plan_is_told_what_it_does_not_say(browser, desk, weighed, run):
    browser.post(desk, sent(**PLAN | {"measure": "It feels quicker to all.", "stop": ""}, pilot="Voices"))
    page = browser.get(desk).text
    assert "How will you know that it helped? A figure." in page
    assert "When do you stop? What ends it." in page
    assert "Choose one of less risk." in page and "Not said." in page
    run.refresh_from_db()
    assert run.score == pytest.approx(6 / 9) and not run.passed
    how, when = "How will you know that it helped?", "When do you stop?"
    assert making.missed(run) == {how, when, "A pilot of little risk"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hours-0", "many"),
        ("hours-0", "-1"),
        ("hours-0", "nan"),
        ("routine-1", "6"),
        ("harm-2", "none"),
        ("hours-1", ""),
    ],
)
def test_an_answer_that_is_none_is_asked_for_and_the_others_stay(browser, desk, run, name, value):
    answer = browser.post(desk, sent(**WEIGHED | {name: value}))
    assert answer.status_code == 422 and "give the hours a week as a number" in answer.text
    assert "2,5" in answer.text or name == "hours-1"
    assert not run.submissions.exists()


def test_one_sentence_in_every_field_is_no_plan(browser, desk, weighed, run):
    same = {field.name: "We count 20 clips a week." for field in FIELDS}
    browser.post(desk, sent(**PLAN | same, pilot="Tagging"))
    assert "When do you stop? You said this already under" in browser.get(desk).text
    run.refresh_from_db()
    assert run.score == pytest.approx(2 / 9) and not run.passed


def test_a_pilot_that_was_not_weighed_is_refused_and_the_plan_stays(browser, desk, weighed, run):
    answer = browser.post(desk, sent(**PLAN, pilot="Everything"))
    assert answer.status_code == 422 and "Choose the task" in answer.text
    assert answer.text.count(" clips a week.") == len(FIELDS)


def test_a_plan_that_is_too_long_is_refused(browser, desk, weighed):
    answer = browser.post(desk, sent(**PLAN | {"stop": "x" * 401}, pilot="Tagging"))
    assert answer.status_code == 422 and "in 400 characters at most" in answer.text


def test_the_form_of_a_step_that_is_kept_is_not_read_as_the_next_ones(browser, desk, weighed, run):
    answer = browser.post(desk, sent(**PLAN | {"round": "0"}, pilot="Tagging"))
    assert answer.status_code == 422 and "That step is kept already" in answer.text
    assert run.submissions.count() == 1
