"""Colleagues: their labels are figures, never names, and too few of them are no figures."""

import pytest
from django.urls import reverse

from labs.queries import labels_of_colleagues
from labs.services import begin, keep_lab
from tests import factories
from tests.labs import making as labs
from tests.labs.annotation.making import FIRST, SECOND, TASK, WRONG, labelled, labels, send


@pytest.fixture
def page(signed_in):
    return lambda run: signed_in(run.user).get(reverse("labs:desk", args=[run.pk])).text


def test_alone_there_is_no_alpha_and_the_page_says_how_many_are_missing(module, learner, page):
    text = page(labelled(module, learner, FIRST))
    assert "Not enough people yet: 1 more must label" in text and "α" not in text


def test_two_people_see_alpha_both_of_them_and_no_single_choice_of_the_other(module, learner, outsider, page):
    one = labelled(module, learner, FIRST)
    two = labelled(module, outsider, [["yes", "low"], ["no", "mid"], ["yes", "mid"]])
    for run in (one, two):
        text = page(run)
        assert "Agreement among <strong>2 people</strong>" in text
        # Nominal: 5 of 6 coincidences less one. Ordinal: a step apart once.
        assert "α 0.44" in text and "α 0.78" in text
        assert "All:" not in text and "from 3 people on" in text


def test_three_people_see_how_many_chose_what_and_never_who(module, learner, outsider, page):
    labelled(module, outsider, WRONG)
    labelled(module, factories.person("Nadia", "Reyes"), FIRST)
    text = page(labelled(module, learner, FIRST))
    assert "All: yes 2, unclear 1." in text
    assert "Nadia" not in text and outsider.last_name not in text


def test_lines_that_colleagues_part_on_come_up_though_one_agrees_with_the_key(
    module, learner, outsider, page
):
    labelled(module, outsider, [FIRST[0], FIRST[1], ["yes", "low"]])
    labelled(module, factories.person("Nadia", "Reyes"), FIRST)
    text = page(labelled(module, learner, FIRST))
    apart, alike = text.split("2 lines you read as the key does")
    assert "Line number 2." in apart and "Line number 0." in alike


def test_everyone_choosing_the_same_is_no_agreement_that_can_be_measured(module, learner, outsider, page):
    same = [["no", "mid"]] * 3
    labelled(module, outsider, same)
    assert "Everyone chose the same throughout" in page(labelled(module, learner, same))


def test_alpha_of_both_rounds_stands_at_the_end(module, learner, outsider, page):
    labelled(module, outsider, WRONG, SECOND)
    text = page(labelled(module, learner, FIRST, SECOND))
    assert '<th scope="row">α, Sarcasm</th><td>-0.36</td><td>1.00</td>' in text


def test_the_author_says_how_many_people_alpha_needs(author, course, learner, outsider, page):
    lab = labs.lab(slug="four", kind="annotation", task=TASK | {"least_people": 4})
    module = labs.module_with(lab, author=author, course=course, slug="four")
    labelled(module, outsider, FIRST)
    assert "2 more must label" in page(labelled(module, learner, FIRST))


def test_only_labels_of_the_same_guideline_and_questions_are_compared(module, learner, outsider, page):
    run = labelled(module, learner, FIRST)
    keep_lab(slug="labels", kind="annotation", task=TASK | {"guideline": "Label otherwise."})
    labelled(module, outsider, FIRST)
    assert "Not enough people yet" in page(run)


def test_lines_that_stayed_are_compared_though_the_lab_was_changed(module, learner, outsider, page):
    run = labelled(module, learner, FIRST)
    items = [TASK["items"][0] | {"line": "Another line."}, *TASK["items"][1:]]
    keep_lab(slug="labels", kind="annotation", task=TASK | {"items": items})
    labelled(module, outsider, FIRST)
    assert "Agreement among <strong>2 people</strong>" in page(run)


def test_what_authors_try_and_what_is_done_again_are_nobodys_first_reading(module, learner, outsider, author):
    trial = begin(user=author, lab=labs.Lab.objects.get(), place=None)
    send(trial, labels("first", WRONG))
    first = labelled(module, outsider, FIRST, SECOND)
    labelled(module, outsider, WRONG)
    run = labelled(module, learner, FIRST)
    scheme = run.submissions.get().work["scheme"]
    found = labels_of_colleagues(run, scheme=scheme, step="first")
    assert found == [first.submissions.first().work["labels"]]


def test_an_author_who_tries_the_lab_reads_what_learners_chose(module, learner, outsider, author, page):
    trial = begin(user=author, lab=labs.Lab.objects.get(), place=None)
    runs = [labelled(module, person, FIRST) for person in (learner, outsider)]
    text = page(trial)
    assert "Round one: 2 people" in text and "α 1.00" in text and "yes 2." not in text
    runs.append(labelled(module, factories.person("Nadia", "Reyes"), WRONG))
    text = page(trial)
    assert "yes 2, unclear 1." in text and "Nadia" not in text
    assert "What learners chose" not in page(runs[0])


def test_the_page_asks_no_more_of_the_database_the_more_people_there_are(
    module, learner, outsider, signed_in, django_assert_max_num_queries
):
    labelled(module, outsider, WRONG)
    labelled(module, factories.person("Nadia", "Reyes"), FIRST)
    run = labelled(module, learner, FIRST)
    client = signed_in(learner)
    with django_assert_max_num_queries(12):
        client.get(reverse("labs:desk", args=[run.pk]))
