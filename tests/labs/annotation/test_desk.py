"""From the first label to what changed."""

import pytest
from django.urls import reverse

from courses.models import Evidence
from labs.contract import Refused
from labs.models import Run
from tests.labs.annotation.making import (
    FIRST,
    ITEMS,
    KEYS,
    MENDED,
    SECOND,
    TASK,
    WRONG,
    annotation,
    labelled,
    labels,
    repair,
)
from tests.labs.making import missed, module_with, sent


@pytest.fixture
def post(browser, run):
    return lambda form: browser.post(reverse("labs:desk", args=[run.pk]), sent(**form))


@pytest.fixture
def page(browser, run):
    return lambda: browser.get(reverse("labs:desk", args=[run.pk])).text


def test_round_one_repair_and_round_two_lead_to_evidence(post, page, run, learner):
    before = page()
    assert "Line number 2." in before and "Line number 3." not in before
    assert "Why 0." not in before and "by itself" not in before
    post(labels("first", WRONG))
    compared = page()
    assert "Why 0." in compared and "you <b>unclear</b>, the key <b>yes</b>" in compared
    assert "by itself" not in compared and "Line number 3." not in compared
    post(repair())
    mended = page()
    assert MENDED in mended and "A joke is not sarcasm by itself." in mended
    assert "Line number 3." in mended and "Why 3." not in mended
    assert not Evidence.objects.exists()
    post(labels("second", SECOND))
    done = page()
    assert "Passed" in done and "Before and after the repair" in done and "Why 3." in done
    evidence = Evidence.objects.get(user=learner)
    assert (evidence.correct, evidence.score, evidence.hinted, evidence.weight) == (True, 1.0, False, 3.0)
    run.refresh_from_db()
    assert [row.score for row in run.submissions.all()] == [0.5 / 6, 0.0, 1.0]


def test_a_step_away_on_a_scale_counts_half_and_round_two_alone_decides(post, run):
    post(labels("first", FIRST))
    post(repair())
    post(labels("second", [["yes", "mid"], ["no", "mid"], ["yes", "low"]]))
    run.refresh_from_db()
    # Sarcasm 2 of 3; tension three halves of 3.
    assert run.score == pytest.approx(3.5 / 6) and run.passed is False
    wrong = {"Sarcasm, line 3: Line number 5."} | {
        f"Tension, line {at}: Line number {at + 2}." for at in (1, 2, 3)
    }
    assert missed(run) == wrong


def test_a_line_without_a_label_is_named_and_no_label_is_lost(post, run):
    form = labels("first", WRONG)
    del form["label-1-1"]
    answer = post(form)
    assert answer.status_code == 422 and "Some lines wait for a label: 2 (Tension)." in answer.text
    assert answer.text.count("required checked") == 5 and "Tension: choose one" in answer.text
    assert not run.submissions.exists()


def test_an_option_that_was_never_offered_is_no_label(post):
    for value in ("3", "-1", "yes", ""):
        assert post(labels("first", WRONG) | {"label-0-0": value}).status_code == 422


def test_the_form_of_a_step_that_is_kept_is_not_taken_for_the_next(post, run):
    post(labels("first", WRONG))
    answer = post(labels("first", FIRST))
    assert answer.status_code == 422 and "That step is kept already" in answer.text
    assert run.submissions.count() == 1
    assert 'name="rule-0"' in answer.text and "A joke is sarcasm.</textarea>" in answer.text


def test_a_repair_that_repairs_nothing_or_says_no_reason_is_sent_back_whole(post, run):
    post(labels("first", WRONG))
    for changed, said in (
        ({"rule-0": "  A joke \n is sarcasm. "}, "Change the wording of one rule"),
        ({"why": "so", "added": "Ask Noor."}, "Say in a sentence or two"),
        ({"rule-1": "x" * 501, "added": "Ask Noor."}, "at most 500 characters"),
    ):
        answer = post(repair(**changed))
        assert answer.status_code == 422 and said in answer.text
        for typed in (repair()["why"] if "why" not in changed else "so", changed.get("added", "")):
            assert typed in answer.text
    assert run.submissions.count() == 1


def test_a_rule_may_be_struck_and_one_added(post, page, run):
    post(labels("first", WRONG))
    post(repair(**{"rule-0": "A joke is sarcasm.", "rule-1": "", "added": "Ask Noor."}))
    assert run.submissions.last().work["changes"] == [{"rule": 1, "text": ""}]
    assert "struck." in page() and "Ask Noor." in page()


def test_where_no_lines_are_left_round_two_has_the_same_and_counts_as_hinted(
    author, course, learner, signed_in
):
    lab = annotation(slug="short", in_first=6)
    run = labelled(module_with(lab, author=author, course=course, slug="short"), learner, KEYS, KEYS[::-1])
    assert run.passed
    assert (Evidence.objects.get().hinted, Evidence.objects.get().weight) == (True, 1.5)


def test_a_draft_that_lacks_everything_says_what_it_lacks_and_is_not_begun(signed_in, author):
    lab = annotation()
    lab.task = [("annotation", {"guideline": "", "rules": [], "questions": [], "items": []})]
    lab.save_revision()
    answer = signed_in(author).post(reverse("labs:trial", args=[lab.slug]))
    assert answer.status_code == 409 and "This draft is not whole yet" in answer.text
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"in_first": 1}, "greater than or equal to 2"),
        (
            {"items": [TASK["items"][0] | {"key": ["perhaps", "low"]}, *TASK["items"][1:]]},
            "“perhaps” is no option",
        ),
        (
            {"items": [TASK["items"][0] | {"key": ["yes"]}, *TASK["items"][1:]]},
            "one option for each question",
        ),
        ({"items": [TASK["items"][0] | {"line": ""}, *TASK["items"][1:]]}, "Write a line"),
        ({"questions": [TASK["questions"][0], TASK["questions"][0]]}, "asked twice"),
        (
            {"questions": [TASK["questions"][0], {"name": "T", "scale": True, "options": ["low", "low"]}]},
            "twice",
        ),
    ],
)
def test_a_task_that_could_not_be_graded_is_refused_with_what_to_mend(db, changed, said):
    with pytest.raises(Refused, match=said):
        annotation(**changed)


def test_the_same_line_twice_is_labelled_twice(author, course, learner):
    lab = annotation(items=[ITEMS[0], *ITEMS[:2], *ITEMS[3:]])
    module = module_with(lab, author=author, course=course)
    run = labelled(module, learner, [["yes", "low"], ["no", "mid"], ["no", "high"]])
    assert len(run.submissions.get().work["labels"]) == 3
