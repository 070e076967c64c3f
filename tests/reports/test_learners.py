"""The author's page of who has taken a module."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import AUTHORS
from reports.queries.learners import fed_by
from tests.factories import competency, module, person
from tests.lesson import single
from tests.played import play, see_all


def url(module):
    return reverse("learners:taken", args=[module.pk])


def test_it_names_everyone_who_began_with_completion_and_level_apart(signed_in, author, learner, five):
    person("Nell", "Bell")
    play(person("Ada", "Abel"), five, True)
    see_all(play(learner, five, True, True, True, True, True), five)
    page = signed_in(author).get(url(five))
    told = [(str(one.person), one.state.label, one.cells[0].reading.words) for one in page.context["takers"]]
    assert told == [
        ("Ada Abel", "In progress", "Not enough evidence yet"),
        ("Lena Brandt", "Done", "Apprentice"),
    ]
    assert f"{page.context['takers'][1].cells[0].reading.figure} of 100" in page.content.decode()


def test_who_left_the_studio_is_not_named(signed_in, author, learner, five):
    play(learner, five, True)
    learner.is_active = False
    learner.save()
    assert "Nobody has begun it yet" in signed_in(author).get(url(five)).content.decode()


def test_the_author_of_another_course_finds_nothing(signed_in, author_of_another, learner, five):
    play(learner, five, True)
    assert signed_in(author_of_another).get(url(five)).status_code == 404


def test_it_costs_the_same_for_few_and_many(signed_in, author, five):
    browser = signed_in(author)

    def cost() -> int:
        play(person(f"Number {len(costs)}"), five, True, False)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url(five)).status_code == 200
        return len(asked)

    costs: list[int] = []
    for _ in range(4):
        costs.append(cost())
    assert costs[1] == costs[3]


def test_whoever_may_see_the_figures_has_a_way_there(signed_in, author, five):
    assert AUTHORS in author.groups.values_list("name", flat=True)
    edit = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[five.pk]))
    assert url(five) in edit.content.decode()


def test_what_a_single_question_feeds_has_its_column_too(course):
    competency("media-judgement", "Media judgement")
    block = single("question 0")
    weighed = {"type": "item", "id": "one", "value": {"competency": "media-judgement", "weight": 0.5}}
    block["value"]["feeds"] = [weighed]
    assert [one.slug for one in fed_by(module(course, body=[block]))] == ["media-judgement", "prompt-craft"]
