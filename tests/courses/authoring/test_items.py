"""What an author learns of their questions, and of nobody in particular."""

import csv
import io
import uuid

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission

from accounts.roles import AUTHORS
from courses import services
from courses.queries import items
from tests import factories, played
from tests.banks import MARK, bank, give, paper
from tests.courses.questions.bodies import WORDS, words
from tests.lesson import SINGLE_OTHER, SINGLE_RIGHT, SINGLE_WRONG, single

A, B = "first", "second"


@pytest.fixture
def page(db, author):
    return factories.module(body=[single(A), single(B)], owner=author)


@pytest.fixture
def crowd(db):
    """crowd(n) are n people who have never been here."""
    made = []

    def people(number):
        found = [factories.person(f"Person{len(made) + one}") for one in range(number)]
        made.extend(found)
        return found

    return people


def answered(page, person, *options):
    """One person's first answers, in the order of the questions."""
    attempt = services.begin(user=person, module=page)
    for block_id, option in zip(played.asked(page), options, strict=False):
        send(attempt, page, block_id, option)
    return attempt


def send(attempt, page, block_id, option):
    services.answer(
        attempt=attempt,
        module=page,
        block_id=block_id,
        response={"options": [option]},
        client_key=uuid.uuid4(),
    )


def republished(page, change):
    change(page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def read(browser, page, name="items", query=""):
    return browser.get(reverse(f"authoring:{name}", args=[page.pk]) + query)


# The figures


def test_a_question_counts_each_option_also_those_nobody_chose(page, crowd):
    for number, person in enumerate(crowd(6)):
        answered(page, person, SINGLE_RIGHT if number < 4 else SINGLE_WRONG)
    first, second = items(page)
    assert (first.answers, first.facility) == (6, pytest.approx(4 / 6))
    assert [(one.text, one.right, one.number) for one in first.answered] == [
        ("Moody lighting", False, 2),
        ("One warm lamp, frame left", True, 4),
        ("Cinematic, 8K", False, 0),
    ]
    assert second.too_few and second.answered == ()


def test_only_first_answers_of_first_attempts_count(page, crowd):
    for person in crowd(5):
        attempt = answered(page, person, SINGLE_WRONG, SINGLE_RIGHT)
        send(attempt, page, played.asked(page)[0], SINGLE_RIGHT)
        played.see_all(attempt, page)
        again = services.retake(user=person, module=page)
        assert again.number == 2
        send(again, page, played.asked(page)[0], SINGLE_RIGHT)
    first, second = items(page)
    assert (first.answers, first.facility) == (5, 0.0)
    assert (second.answers, second.facility) == (5, 1.0)


def test_who_asks_for_the_key_at_once_gave_no_answer(page, crowd):
    people = crowd(6)
    for person in people[:5]:
        answered(page, person, SINGLE_RIGHT)
    attempt = services.begin(user=people[5], module=page)
    services.show_key(attempt=attempt, module=page, block_id=played.asked(page)[0], client_key=uuid.uuid4())
    first = items(page)[0]
    assert (first.answers, first.shown, first.facility) == (5, 1, 1.0)


def test_the_rest_is_of_the_same_attempt(page, crowd):
    for person in crowd(5):
        answered(page, person, SINGLE_RIGHT, SINGLE_RIGHT)
    for person in crowd(5):
        answered(page, person, SINGLE_WRONG, SINGLE_WRONG)
    assert [one.discrimination for one in items(page)] == pytest.approx([1.0, 1.0])


# Which answers count


def test_answers_count_while_the_question_stays_the_same(page, crowd):
    for person in crowd(5):
        answered(page, person, SINGLE_RIGHT)

    def mend_feedback(module):
        module.body[0].value["choices"][0]["feedback"] = "Nobody can point at moody."

    page = republished(page, mend_feedback)
    for person in crowd(5):
        answered(page, person, SINGLE_WRONG)
    assert items(page)[0].answers == 10
    assert items(page, published_only=True)[0].facility == 0.0


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.__setitem__("question", "Which one can anybody check?"),
        lambda value: value["choices"][0].__setitem__("text", "Moody"),
        lambda value: [one.__setitem__("correct", not one["correct"]) for one in list(value["choices"])[:2]],
    ],
    ids=["words", "an option", "the key"],
)
def test_a_question_that_was_changed_begins_anew(page, crowd, change):
    for person in crowd(5):
        answered(page, person, SINGLE_RIGHT)
    page = republished(page, lambda module: change(module.body[0].value))
    assert items(page)[0].too_few


@pytest.mark.parametrize(
    ("field", "mended", "counted"),
    [("patterns", "dark(ness)?", 0), ("case_counts", True, 0), ("hint", "Think.", 5)],
)
def test_a_short_answer_begins_anew_where_what_is_accepted_changes(author, crowd, field, mended, counted):
    page = factories.module(body=[words()], owner=author)
    for person in crowd(5):
        services.answer(
            attempt=services.begin(user=person, module=page),
            module=page,
            block_id=WORDS,
            response={"text": "darkness"},
            client_key=uuid.uuid4(),
        )
    page = republished(page, lambda module: module.body[0].value.__setitem__(field, mended))
    assert [one.answers for one in items(page)] == [counted]


def test_questions_of_a_bank_are_items_of_their_own(author, crowd):
    page = factories.module(body=[bank(2, 1)], owner=author)
    for person in crowd(12):
        attempt = services.begin(user=person, module=page)
        give(attempt, page, *paper(attempt, page))
    found = items(page)
    assert [one.bank for one in found] == ["Light", "Light"]
    assert sum(one.answers for one in found) == 12


def test_it_asks_the_database_no_more_for_more(page, crowd, django_assert_num_queries):
    for person in crowd(6):
        answered(page, person, SINGLE_RIGHT, SINGLE_OTHER)
    with django_assert_num_queries(3):
        items(page)
    republished(page, lambda module: module.body[1].value.__setitem__("question", "Another?"))
    for person in crowd(2):
        answered(page, person, SINGLE_RIGHT, SINGLE_OTHER)
    with django_assert_num_queries(3):
        items(page)


# The page


def test_the_page_shows_the_figures(page, crowd, author, signed_in):
    for person in crowd(5):
        answered(page, person, SINGLE_RIGHT)
    html = read(signed_in(author), page).content.decode()
    assert "Moody lighting" in html and "100%" in html and "Too few answers yet." in html


def test_four_people_are_too_few_to_show_anything_of(page, crowd, author, signed_in):
    for person in crowd(4):
        answered(page, person, SINGLE_RIGHT)
    browser = signed_in(author)
    html, table = read(browser, page).content.decode(), read(browser, page, "items_csv").content.decode()
    assert "Moody lighting" not in html and "100%" not in html
    assert "Moody lighting" not in table and "fewer than 5" in table


def test_nobody_is_named(page, crowd, author, signed_in):
    people = crowd(5)
    for person in people:
        answered(page, person, SINGLE_RIGHT)
    shown = read(signed_in(author), page).content.decode()
    shown += read(signed_in(author), page, "items_csv").content.decode()
    assert not [one for one in people if one.first_name in shown or one.email in shown]


@pytest.mark.parametrize("name", ["items", "items_csv"])
def test_only_those_who_write_or_review_it_see_it(
    page, name, signed_in, author, reviewer, ld_admin, learner, manager
):
    allowed = [read(signed_in(one), page, name).status_code for one in (author, reviewer, ld_admin)]
    refused = [read(signed_in(one), page, name).status_code for one in (learner, manager)]
    assert (allowed, refused) == ([200] * 3, [404] * 2)


def test_an_author_without_the_page_does_not_see_it(page, signed_in):
    GroupPagePermission.objects.all().delete()
    stranger = factories.person("Stranger", roles=[AUTHORS])
    assert read(signed_in(stranger), page).status_code == 404
    assert read(signed_in(stranger), page, "items_csv").status_code == 404


def test_a_page_that_is_no_module_has_none(course, author, signed_in):
    assert read(signed_in(author), course).status_code == 404


def test_the_table_is_for_spreadsheets_and_takes_nothing_for_a_formula(author, crowd, signed_in):
    odd = bank(2, 2)
    odd["value"]["questions"][0]["value"]["question"] = "=HYPERLINK(1)"
    odd["value"]["questions"][0]["value"]["choices"][0]["value"]["text"] = "+1"
    page = factories.module(body=[odd], owner=author)
    for person in crowd(5):
        attempt = services.begin(user=person, module=page)
        for one in paper(attempt, page):
            give(attempt, page, one)
    sent = read(signed_in(author), page, "items_csv")
    assert sent["Content-Disposition"] == 'attachment; filename="light-questions.csv"'
    rows = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert rows[0]["Question"] == "'=HYPERLINK(1)" and rows[0]["Answer"] == "'+1"
    assert (rows[1]["People"], rows[1]["Right, share"], rows[1]["Gave it"]) == ("5", "1.0", "5")
    assert rows[3]["Question"].startswith(MARK) and rows[3]["Bank"] == "Light"


def test_the_editor_leads_there(page, author, signed_in):
    html = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert html.count(reverse("authoring:items", args=[page.pk])) >= 2
