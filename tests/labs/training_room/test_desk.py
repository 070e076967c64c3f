"""From choosing lines to handing in."""

import re

import pytest
from django.urls import reverse

from courses.models import Evidence
from labs.contract import Refused
from labs.models import Run, Training
from labs.services import begin
from tests.labs import making as labs
from tests.labs.making import missed, sent
from tests.labs.training_room.making import (
    BUNDLES,
    DOCK,
    MEND,
    TASK,
    at,
    bundle,
    form,
    room_lab,
    send,
    through_test,
    trained,
)


@pytest.fixture
def page(browser):
    return lambda run: browser.get(reverse("labs:desk", args=[run.pk])).text


@pytest.fixture
def post(browser):
    def post(run, name="desk", **changed):
        return browser.post(reverse(f"labs:{name}", args=[run.pk]), sent(**form(run, **changed)))

    return post


def ticked(text):
    return len(re.findall(r'name="(?:line|label-\w+)"[^>]* checked', text))


def test_two_rounds_find_the_bias_mend_it_and_lead_to_evidence(run, page, learner):
    first = page(run)
    assert "Choose the lines it learns from" in first and "heave" not in first
    send(run)
    send(run)
    assert "Of Dock you flagged 100 %" in page(run)
    assert trained(run).is_done
    assert "How it learned" in page(run) and "Train on 10 lines" in page(run)
    assert trained(run).is_done
    test = page(run)
    assert "On 14 lines it has not seen: 10 of 14 (71 %) right" in test and "<td>4 of 4</td>" in test
    send(run, then="again")
    second = page(run)
    assert "and the figures say so too" in second and "Dock is treated worse, by 100 points" in second
    assert "6 more lines have come in" in second and MEND in second
    through_test(run, worse="-")
    assert Training.objects.count() == 3
    assert "Must be caught" in page(run)
    send(run)
    assert "It catches 3 of 3 (100 %)" in page(run)
    send(run)
    done = page(run)
    assert "Passed" in done and "Your rounds, compared" in done and "in round one" in done
    evidence = Evidence.objects.get(user=learner)
    assert (evidence.correct, evidence.score, evidence.hinted) == (True, 1.0, False)
    run.refresh_from_db()
    assert run.submissions.last().rule == "training/2"


def test_a_biased_model_does_not_pass_however_well_the_rest_is_done(run):
    through_test(run)
    send(run)
    found = send(run).found
    assert found["met"] == {"accuracy": False, "precision": True, "recall": True, "named": True}
    assert missed(run) == {"Right about lines it has not seen"}
    assert Run.objects.get().passed is False


def test_the_gap_must_be_named_rightly(run):
    through_test(run, then="again")
    through_test(run, worse="Office")
    send(run)
    assert send(run).found["met"]["named"] is False
    assert Run.objects.get().passed is False


def test_one_label_for_everything_does_not_pass_at_any_mark(run):
    send(run)
    send(run, **{f"label-{mark}": "flag" for mark in at(run)[1].last.lines})
    while at(run)[1].step in ("train", "ten"):
        trained(run)
    send(run, worse="-")
    send(run)
    assert send(run, threshold="0.99").found["met"]["accuracy"] is False


def test_no_key_is_on_the_page_before_the_model_is_trained(run, page):
    """Neither by words nor by order: the pool does not stand in its author's."""
    text = page(run)
    assert "later" not in text and "soon" not in text
    pool = [line.text for line in at(run)[0].pool(1)]
    assert pool != [line for bundle in BUNDLES[:3] for line in bundle["lines"].splitlines()]
    send(run)
    assert not any(held.text in page(run) for held in at(run)[0].held_out)


def test_a_choice_is_counted_and_nothing_of_it_is_kept(run, post):
    marks = form(run)["line"][:5]
    answer = post(run, "training_room_look", line=marks)
    assert answer.status_code == 200 and "5 chosen: " in answer.text and ticked(answer.text) == 5
    assert not run.submissions.exists()


def test_too_few_lines_and_too_many_are_sent_back_with_the_choice(run, post):
    answer = post(run, line=form(run)["line"][:11])
    assert answer.status_code == 422 and "Choose 12 to 20 lines. You have chosen 11." in answer.text
    assert ticked(answer.text) == 11


def test_lines_of_a_later_round_and_of_the_test_cannot_be_chosen(run):
    room, _ = at(run)
    hidden = [line.mark for line in room.lines if line.use != "pool"]
    with pytest.raises(Refused, match="You have chosen 0"):
        send(run, line=hidden)


def test_a_line_without_a_label_is_named_and_no_label_is_lost(run, post):
    send(run)
    missing = f"label-{at(run)[1].last.lines[2]}"
    answer = post(run, **{missing: ""})
    assert answer.status_code == 422 and "Some lines wait for a label: 3." in answer.text
    assert ticked(answer.text) == 13 and answer.text.count("Choose one.") == 1


def test_labels_of_the_round_before_are_there_to_be_changed(run, page):
    through_test(run, then="again")
    send(run)
    assert ticked(page(run)) == 14


def test_the_form_of_a_step_that_is_kept_is_not_taken_for_the_next(run):
    old = form(run)
    send(run)
    with pytest.raises(Refused, match="kept already"):
        send(run, **old)
    tested_with = {"step": "test", "worse": "Dock", "mend": MEND, "then": "on"}
    send(run)
    with pytest.raises(Refused, match="kept already"):
        send(run, **tested_with)


def test_a_test_wants_a_group_a_reason_and_a_way_on(run, post):
    with pytest.raises(Refused, match="Say which group"):
        through_test(run, worse="Kitchen")
    for changed, said in (
        ({"mend": "more"}, "Say in a sentence"),
        ({"then": ""}, "Choose how you go on"),
    ):
        assert said in post(run, **changed).text
    assert run.submissions.count() == 2


def test_after_the_last_round_there_is_no_other(run, page):
    through_test(run, then="again")
    with pytest.raises(Refused, match="Choose how you go on"):
        through_test(run, then="again")
    assert "train again" not in page(run)


def test_a_refusal_set_needs_both_sides(run, post):
    through_test(run)
    marks = [line.mark for line in at(run)[0].cases]
    answer = post(run, **{f"label-{marks[0]}": ""})
    assert answer.status_code == 422 and "Put 3 lines at least on each side" in answer.text


def test_a_case_on_the_wrong_side_counts_by_the_key_and_is_named(run, page):
    through_test(run)
    room, _ = at(run)
    cases = {f"label-{line.mark}": "pass" if line.flag else "flag" for line in room.cases}
    send(run, **cases)
    assert "The key reads 6 of your lines the other way" in page(run)
    assert send(run).found["met"]["recall"] is True


def test_flagging_everything_does_not_pass_however_the_learner_sorts_the_set(page, author, course, learner):
    """Enough on each side of the learner's own is not enough: by the key this set is nearly all threats."""
    cases = [bundle("case", "Dock", "flag", f"hurt {DOCK} soon", 5, 6), BUNDLES[-1]]
    wide = room_lab(bundles=[*BUNDLES[:-2], *cases])
    run = labs.run_in(labs.module_with(wide, author=author, course=course), learner)
    through_test(run)
    room, _ = at(run)
    threats = [line.mark for line in room.cases if line.flag]
    harmless = next(line.mark for line in room.cases if not line.flag)
    none = {f"label-{line.mark}": "" for line in room.cases}
    under = {f"label-{mark}": "flag" for mark in threats[:3]}
    over = {f"label-{mark}": "pass" for mark in [*threats[3:], harmless]}
    send(run, **none | under | over)
    assert "By the key this set has 5 of “Threat” and 1 of “No threat”; 3 of each" in page(run)
    met = send(run, threshold="0.01").found["met"]
    assert (met["precision"], met["recall"]) == (False, False)
    assert "a filter that flags everything" in page(run)


def test_who_was_told_the_gap_after_naming_it_wrongly_counts_as_hinted(run, page, learner):
    through_test(run, worse="Office", then="again")
    assert "your work counts as done with a hint" in page(run)
    through_test(run, worse="-")
    send(run)
    assert send(run).passed
    assert Evidence.objects.get(user=learner).hinted is True


def test_a_mark_is_looked_at_and_one_that_is_none_is_refused(run, post):
    through_test(run)
    send(run)
    high = post(run, "training_room_look", threshold="0.99")
    assert f'action="{reverse("labs:desk", args=[run.pk])}"' in high.text
    assert "It flags nothing, so there is no precision." in high.text and 'value="0.99"' in high.text
    assert "Give a mark from 0.01 to 0.99" in post(run, "training_room_look", threshold="nan").text
    answer = post(run, threshold="2")
    assert answer.status_code == 422 and 'value="2"' in answer.text
    assert run.submissions.count() == 4


def test_the_second_run_counts_as_hinted_because_the_key_was_shown(run, module, learner):
    through_test(run)
    send(run)
    send(run)
    again = labs.run_in(module, learner)
    through_test(again)
    send(again)
    send(again)
    assert [one.hinted for one in Evidence.objects.order_by("pk")] == [False, True][
        : Evidence.objects.count()
    ]
    assert at(again)[1].step == "done"


def test_the_desk_asks_little_of_the_database(run, browser, django_assert_max_num_queries):
    through_test(run)
    with django_assert_max_num_queries(12):
        browser.get(reverse("labs:desk", args=[run.pk]))


def test_a_draft_that_lacks_everything_says_what_it_lacks(signed_in, author):
    lab = room_lab()
    lab.task = [("training_room", TASK | {"bundles": [], "guideline": ""})]
    lab.save_revision()
    answer = signed_in(author).post(reverse("labs:trial", args=[lab.slug]))
    assert answer.status_code == 409 and "This draft is not whole yet" in answer.text


def changed(place, **said):
    bundles = list(BUNDLES)
    bundles[place] = bundles[place] | said
    return {"bundles": bundles}


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (changed(3, lines=BUNDLES[0]["lines"]), "stands there twice"),
        (changed(0, lines="a" * 301), "too long"),
        (changed(2, use="later"), "of both classes"),
        (
            {"bundles": [one for one in BUNDLES if (one["use"], one["group"]) != ("held_out", "Dock")]},
            "two groups",
        ),
        (changed(4, lines="hurt dock salt later bow\nhurt it"), "Of Dock, hold out 3"),
        ({"least_cases": 4}, "there are 3 of “Threat”"),
    ],
)
def test_a_room_that_could_not_be_worked_in_is_refused_with_what_to_mend(db, task, said):
    with pytest.raises(Refused, match=said):
        room_lab(**task)


def test_an_author_tries_the_room_and_nothing_of_it_counts(module, author):
    run = begin(user=author, lab=labs.Lab.objects.get(), place=None)
    through_test(run)
    send(run)
    send(run)
    assert not Evidence.objects.exists()
