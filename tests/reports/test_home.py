import datetime
import zoneinfo

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import services
from courses.models import Change
from reports.rules import greeting
from tests.factories import module as make_module
from tests.played import play, questions, see_all

NOW = timezone.now()


def ago(days: float) -> datetime.datetime:
    return NOW - datetime.timedelta(days=days)


def visit(browser):
    return browser.get(reverse("home"))


def titles(cards) -> list[str]:
    return [card.module.title for card in cards]


@pytest.fixture
def shelf(course):
    """Five published modules in the order of the catalogue."""
    return [questions(2, parent=course, title=f"Module {n}", slug=f"module-{n}") for n in range(1, 6)]


def test_home_is_at_the_root(client):
    assert reverse("home") == "/"


def test_a_new_learner_is_shown_where_to_begin(signed_in, learner, shelf):
    page = visit(signed_in(learner))
    said = page.content.decode()
    assert "Lena" in said
    assert "Welcome." in said
    assert "Begin with one of these" in said
    assert titles(page.context["desk"].next) == ["Module 1", "Module 2", "Module 3"]


def test_a_studio_without_modules_says_what_will_come(signed_in, learner, home):
    page = signed_in(learner).get("/")
    assert "The first module is on its way" in page.content.decode()


def test_continue_here_is_the_module_last_active_and_unfinished(signed_in, learner, shelf):
    play(learner, shelf[0], True, at=ago(5))
    play(learner, shelf[1], True, at=ago(2))
    see_all(play(learner, shelf[2], True, True, at=ago(1)), shelf[2], at=ago(1))
    desk = visit(signed_in(learner)).context["desk"]
    assert titles(desk.going_on) == ["Module 2", "Module 1"]
    assert titles(desk.next) == ["Module 4", "Module 5"]
    assert titles(desk.finished) == ["Module 3"]


def test_the_button_goes_to_the_step_where_they_stand(signed_in, learner, shelf):
    attempt = services.begin(user=learner, module=shelf[0])
    second = str(list(shelf[0].body)[1].id)
    services.see_step(attempt=attempt, module=shelf[0], step_key=second)
    said = visit(signed_in(learner)).content.decode()
    assert f'href="{reverse("courses:step", args=["module-1", 2])}">Continue</a>' in said
    assert "done, less than 1 min left" in said


def test_a_module_taken_again_is_under_way_again(signed_in, learner, shelf):
    see_all(play(learner, shelf[0], True, True, at=ago(3)), shelf[0], at=ago(3))
    services.retake(user=learner, module=shelf[0])
    desk = visit(signed_in(learner)).context["desk"]
    assert titles(desk.going_on) == ["Module 1"]
    assert titles(desk.finished) == []


def test_what_is_due_again_is_never_shown_as_finished(signed_in, learner, shelf):
    for module in shelf:
        see_all(play(learner, module, True, True, at=ago(3)), module, at=ago(3))
        Change.objects.create(module=module, kind="recertify", note="Asked anew.", published_at=ago(1))
    desk = visit(signed_in(learner)).context["desk"]
    assert len(desk.due) == 4
    assert titles(desk.finished) == []


def test_an_unpublished_module_leaves_the_desk(signed_in, learner, shelf):
    play(learner, shelf[0], True)
    shelf[0].unpublish()
    desk = visit(signed_in(learner)).context["desk"]
    assert titles(desk.going_on) == []
    assert "Module 1" not in titles(desk.next)


def test_four_modules_taken_down_hide_none_that_is_open(signed_in, learner, shelf):
    for number, module in enumerate(shelf):
        play(learner, module, True, at=ago(9 - number))
    for module in shelf[1:]:
        module.unpublish()
    assert titles(visit(signed_in(learner)).context["desk"].going_on) == ["Module 1"]


def test_a_draft_is_never_suggested(signed_in, learner, course):
    make_module(course, title="A draft", slug="a-draft", publish=False)
    assert titles(visit(signed_in(learner)).context["desk"].next) == []


def test_nobody_sees_what_another_person_has_begun(signed_in, learner, outsider, shelf):
    play(learner, shelf[0], True)
    assert titles(visit(signed_in(outsider)).context["desk"].going_on) == []


def test_the_greeting_follows_the_persons_own_clock(signed_in, learner, home):
    browser = signed_in(learner)
    for zone in ("Pacific/Auckland", "Pacific/Honolulu"):
        type(learner).objects.filter(pk=learner.pk).update(time_zone=zone)
        there = timezone.now().astimezone(zoneinfo.ZoneInfo(zone))
        assert browser.get("/").context["greeting"] == greeting(there.hour)


def test_it_costs_the_same_for_one_module_and_many(signed_in, learner, shelf, django_assert_max_num_queries):
    for number, page in enumerate(shelf):
        play(learner, page, True, at=ago(number))
    browser = signed_in(learner)
    visit(browser)  # the outlines of the modules are kept from the first visit on
    with django_assert_max_num_queries(15):
        visit(browser)


def test_a_signed_out_person_is_sent_to_sign_in(client, db):
    assert visit(client)["Location"].startswith(reverse("account_login"))
