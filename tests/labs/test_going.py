"""How a lab goes: counts for whoever writes labs, and nobody in them."""

import pytest
from django.urls import reverse

from accounts.models import User
from labs.queries.going import Point, going
from tests import factories
from tests.labs import making

WRONG = ("harmful", "harmful", "escalate", "edgy")


@pytest.fixture
def hand_in(lab_module):
    """hand_in(number, *calls): so many people hand the lab in."""

    def done(number, *calls):
        for _ in range(number):
            person = factories.person(f"Somebody{User.objects.count()}")
            making.hand_in(making.run_in(lab_module, person), *calls)

    return done


def address(lab):
    return reverse("lab_figures:one", args=[lab.pk])


def test_of_fewer_than_five_people_nothing_is_told(hand_in, lab, signed_in, author):
    hand_in(4, *WRONG)
    text = signed_in(author).get(address(lab)).text
    assert text.count("Fewer than 5") == 2 and "Passed" not in text and "pie" not in text
    assert "Fewer than 5" in signed_in(author).get(reverse("lab_figures:all")).text


def test_from_five_on_it_says_how_many_passed_and_what_they_missed(
    hand_in, lab, lab_module, signed_in, author, learner, ld_admin
):
    hand_in(4)
    hand_in(3, *WRONG)
    making.hand_in(making.run_in(lab_module, learner), "harmful", "edgy", "edgy", "harmful")
    making.hand_in(making.run_in(lab_module, learner))  # what comes after the key says nothing of the lab
    found = going(lab)
    assert (found.passed, found.again, found.of) == (7, 1, 8)
    assert found.points[0] == Point("Case 1: A clown drops a pie.", 4, 8)
    for person in (author, ld_admin):
        text = signed_in(person).get(address(lab)).text
        assert "7 of 8 (88&nbsp;%)" in text and "8 of 8<" in text
        assert "A clown drops a pie." in text and "4 of 8 (50&nbsp;%)" in text
        assert learner.email not in text and learner.last_name not in text
    assert "8 (100&nbsp;%)" in signed_in(author).get(reverse("lab_figures:all")).text


def test_what_authors_try_does_not_count(hand_in, lab, author):
    hand_in(5)
    making.hand_in(making.begin(user=author, lab=lab, place=None), *WRONG)
    assert going(lab).passed == 5 and not going(lab).points


def test_what_the_lab_asked_for_before_is_counted_as_it_was_asked(hand_in, lab, lab_module):
    hand_in(5, *WRONG)
    cases = [{"scene": "A new first case.", "call": "edgy", "why": "Only the clown."}, *making.CASES[1:]]
    making.lab(task=making.EDGY | {"cases": cases})
    hand_in(5, *WRONG)
    assert {(point.label, point.missed, point.asked) for point in going(lab).points} == {
        ("Case 1: A clown drops a pie.", 5, 5),
        ("Case 1: A new first case.", 5, 5),
    }


def test_what_few_were_asked_is_not_told(hand_in, lab):
    hand_in(1, *WRONG)
    cases = [{"scene": "A new first case.", "call": "edgy", "why": "Only the clown."}, *making.CASES[1:]]
    making.lab(task=making.EDGY | {"cases": cases})
    hand_in(5)
    assert not going(lab).points


@pytest.mark.parametrize("person", ["learner", "manager", "outsider", "reviewer"])
def test_whoever_may_not_write_labs_finds_nothing(lab, signed_in, person, request):
    browser = signed_in(request.getfixturevalue(person))
    for one in (address(lab), reverse("lab_figures:all")):
        assert browser.get(one).status_code == 404


def test_labs_lead_there(lab, signed_in, author):
    browser = signed_in(author)
    assert address(lab) in browser.get(reverse("wagtailsnippets_labs_lab:edit", args=[lab.pk])).text
    assert reverse("lab_figures:all") in browser.get(reverse("wagtailsnippets_labs_lab:list")).text


def test_however_many_people_there_are_the_pages_ask_the_database_as_often(
    hand_in, lab, signed_in, author, django_assert_max_num_queries
):
    hand_in(6, *WRONG)
    browser = signed_in(author)
    for one in (address(lab), reverse("lab_figures:all")):
        browser.get(one)
        with django_assert_max_num_queries(15):
            browser.get(one)
