import datetime
import zoneinfo

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import services
from courses.models import Change
from courses.services import choose_path
from gamification.services.rest import add_rest, set_working_week
from reports.rules import greeting
from tests.factories import module as make_module
from tests.factories import path as make_path
from tests.factories import stop
from tests.lesson import block, single
from tests.played import play, questions, see_all

NOW = timezone.now()


def ago(days: float) -> datetime.datetime:
    return NOW - datetime.timedelta(days=days)


def visit(browser):
    return browser.get(reverse("home"))


def titles(cards) -> list[str]:
    return [card.module.title for card in cards]


def first(page) -> str:
    return page.context["desk"].first.card.module.title


def proposed(page) -> list[str]:
    return [one.card.module.title for one in page.context["desk"].others]


def finish(user, module, at: datetime.datetime) -> None:
    see_all(play(user, module, True, True, at=at), module, at=at)


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
    assert "Begin here" in said
    assert "Because nothing on your record speaks of Prompt craft yet." in said
    assert first(page) == "Module 1"
    assert proposed(page) == ["Module 2", "Module 3"]


def test_a_studio_without_modules_says_what_will_come(signed_in, learner, home):
    page = signed_in(learner).get("/")
    assert "The first module is on its way" in page.content.decode()


def test_continue_here_is_the_module_last_active_and_unfinished(signed_in, learner, shelf):
    play(learner, shelf[0], True, at=ago(5))
    play(learner, shelf[1], True, at=ago(2))
    see_all(play(learner, shelf[2], True, True, at=ago(1)), shelf[2], at=ago(1))
    page = visit(signed_in(learner))
    assert "Continue here" in page.content.decode()
    assert "Because you have begun it" in page.content.decode()
    assert first(page) == "Module 2"
    assert titles(page.context["desk"].going_on) == ["Module 1"]
    assert proposed(page) == ["Module 4", "Module 5"]
    assert titles(page.context["desk"].finished) == ["Module 3"]


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
    page = visit(signed_in(learner))
    assert first(page) == "Module 1"
    assert titles(page.context["desk"].finished) == []


def test_what_is_due_again_is_never_shown_as_finished(signed_in, learner, shelf):
    for module in shelf:
        see_all(play(learner, module, True, True, at=ago(3)), module, at=ago(3))
        Change.objects.create(module=module, kind="recertify", note="Asked anew.", published_at=ago(1))
    page = visit(signed_in(learner))
    desk = page.context["desk"]
    assert (desk.first.kind, len(desk.due), desk.due_in_all) == ("due", 3, 5)
    assert "All 5 that are due again" in page.content.decode()
    assert titles(desk.finished) == []


def test_an_unpublished_module_leaves_the_desk(signed_in, learner, shelf):
    play(learner, shelf[0], True)
    shelf[0].unpublish()
    page = visit(signed_in(learner))
    assert titles(page.context["desk"].going_on) == []
    assert "Module 1" not in page.content.decode()


def test_four_modules_taken_down_hide_none_that_is_open(signed_in, learner, shelf):
    for number, module in enumerate(shelf):
        play(learner, module, True, at=ago(9 - number))
    for module in shelf[1:]:
        module.unpublish()
    page = visit(signed_in(learner))
    assert (first(page), titles(page.context["desk"].going_on)) == ("Module 1", [])


def test_a_draft_is_never_suggested(signed_in, learner, course):
    make_module(course, title="A draft", slug="a-draft", publish=False)
    assert visit(signed_in(learner)).context["desk"].first is None


def test_nobody_sees_what_another_person_has_begun(signed_in, learner, outsider, shelf):
    play(learner, shelf[0], True)
    page = visit(signed_in(outsider))
    assert "Continue here" not in page.content.decode()
    assert titles(page.context["desk"].going_on) == []


def test_the_greeting_follows_the_persons_own_clock(signed_in, learner, home):
    browser = signed_in(learner)
    for zone in ("Pacific/Auckland", "Pacific/Honolulu"):
        type(learner).objects.filter(pk=learner.pk).update(time_zone=zone)
        there = timezone.now().astimezone(zoneinfo.ZoneInfo(zone))
        assert browser.get("/").context["greeting"] == greeting(there.hour)


def test_ones_own_path_says_what_comes_next_and_how_far_one_is(signed_in, learner, shelf):
    one, two, three, *_ = shelf
    path = make_path(three, stop(one, two, title="Two ways on", after={three: "It comes first."}))
    assert "Choose a path for your craft" in visit(signed_in(learner)).content.decode()
    choose_path(user=learner, path=path)
    page = visit(signed_in(learner))
    assert first(page) == "Module 3"
    assert "it comes next on Writers." in page.content.decode()
    finish(learner, three, ago(1))
    said = visit(signed_in(learner)).content.decode()
    assert "1 of 2 stops done" in said
    assert "Next: Two ways on" in said
    finish(learner, two, ago(1))
    assert "You have walked all of it." in visit(signed_in(learner)).content.decode()


def test_whoever_says_how_long_they_have_is_shown_what_fits(signed_in, learner, shelf, course):
    long_text = block("rich_text", {"text": f"<p>{'lamp ' * 1600}</p>", "purpose": "teach"})
    long = make_module(course, title="Long", slug="long", body=[single(), long_text])
    play(learner, long, True)
    browser = signed_in(learner)
    page = browser.get("/?minutes=5")
    assert first(page) != "Long"
    assert "Because it fits into 5 minutes." in page.content.decode()
    assert first(browser.get("/?minutes=ages")) == first(browser.get("/")) == "Long"


def test_five_minutes_are_for_the_review_where_one_waits(
    signed_in, learner, shelf, django_assert_max_num_queries
):
    today = NOW.date()
    set_working_week(user=learner, weekdays=range(1, 8), today=ago(9).date())
    finish(learner, shelf[0], ago(8))
    play(learner, shelf[1], True, at=ago(2))
    browser = signed_in(learner)
    browser.get("/")
    with django_assert_max_num_queries(15):
        page = browser.get("/?minutes=5")
    assert page.context["desk"].first.kind == "review"
    assert f'href="{reverse("gamification:review")}">Review</a>' in page.content.decode()
    assert titles(page.context["desk"].going_on) == ["Module 2"]
    assert first(browser.get("/?minutes=10")) == "Module 2"
    add_rest(by=learner, kind="quiet", first=today, last=today + datetime.timedelta(days=1), today=today)
    assert first(browser.get("/?minutes=5")) == "Module 2"


def test_whoever_finished_everything_hears_so_and_of_their_review(signed_in, learner, shelf):
    for module in shelf:
        finish(learner, module, ago(1))
    said = visit(signed_in(learner)).content.decode()
    assert "You have finished everything that is open to you." in said
    assert f'hx-get="{reverse("gamification:review_due")}"' in said


def test_a_level_and_a_badge_are_news_for_two_weeks(signed_in, learner, shelf):
    module = questions(8, title="Eight", slug="eight", parent=shelf[0].get_parent())
    play(learner, module, *[True] * 8, at=ago(3))
    said = visit(signed_in(learner)).content.decode()
    assert "Apprentice in Prompt craft" in said
    assert "Clean take" in said
    for facts in (learner.levels, learner.badges):
        facts.update(awarded_at=ago(15))
    assert "Newly yours" not in visit(signed_in(learner)).content.decode()


def test_it_costs_the_same_for_one_module_and_many(signed_in, learner, shelf, django_assert_max_num_queries):
    for number, page in enumerate(shelf[:4]):
        play(learner, page, True, number % 2 == 0, at=ago(number))
    finish(learner, shelf[4], ago(2))
    choose_path(user=learner, path=make_path(*shelf))
    browser = signed_in(learner)
    visit(browser)  # the outlines of the modules are kept from the first visit on
    for address in ("/", "/?minutes=5"):
        with django_assert_max_num_queries(15):
            browser.get(address)


def test_a_signed_out_person_is_sent_to_sign_in(client, db):
    assert visit(client)["Location"].startswith(reverse("account_login"))
