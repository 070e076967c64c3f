"""The pages of learning paths: a learner's, and the studio's."""

import pytest
from django.urls import reverse

from courses.models import LearningPath, PathChoice
from courses.services import choose_path
from tests.factories import path as make_path
from tests.factories import stop
from tests.played import play, questions, see_all


@pytest.fixture
def shelf(course):
    """Three published modules of one question each."""
    return [questions(1, parent=course, title=f"Module {n}", slug=f"module-{n}") for n in (1, 2, 3)]


def finish(user, module) -> None:
    see_all(play(user, module, True), module)


def visit(browser, name: str = "index", *args: str):
    return browser.get(reverse(f"paths:{name}", args=args))


def test_ones_own_paths_come_first_then_those_of_ones_craft(signed_in, learner, shelf):
    make_path(*shelf, slug="sound", title="Sound", crafts=["sound"])
    make_path(*shelf, slug="writers", title="Writers", crafts=["writer"])
    mine = make_path(*shelf, slug="vfx", title="VFX", crafts=["vfx"])
    choose_path(user=learner, path=mine)
    shown = visit(signed_in(learner)).context
    sections = [[one.path.slug for one in shown[name]] for name in ("mine", "craft", "others")]
    assert sections == [["vfx"], ["writers"], ["sound"]]
    learner.craft = "sound"
    learner.save()
    assert [one.path.slug for one in visit(signed_in(learner)).context["craft"]] == ["sound"]


def test_a_paths_page_says_what_is_open_and_what_waits_and_locks_nothing(signed_in, learner, shelf):
    one, two, three = shelf
    make_path(one, stop(two, three, title="Two ways on", after={one: "Light comes first."}))
    page = visit(signed_in(learner), "path", "writers").content.decode()
    assert "After “Module 1”: Light comes first." in page
    assert "Choose one of these." in page
    assert "0 of 2 stops done" in page
    for module in shelf:
        assert f'href="{module.get_url()}"' in page


def test_of_a_choice_with_one_left_the_page_says_which(signed_in, learner, shelf):
    one, two, three = shelf
    make_path(one, stop(two, three, title="Two ways on"))
    two.unpublish()
    page = visit(signed_in(learner), "path", "writers").content.decode()
    assert "Two ways on" in page
    assert "<p>Module 3</p>" in page


def test_choosing_and_leaving_by_the_page(signed_in, learner, shelf):
    make_path(*shelf)
    browser = signed_in(learner)
    page = browser.post(reverse("paths:choose", args=["writers"]), follow=True).content.decode()
    assert "You are on “Writers”" in page
    assert "Leave this path" in page
    page = browser.post(reverse("paths:leave", args=["writers"]), follow=True).content.decode()
    assert "Everything you finished stays finished" in page
    assert not PathChoice.objects.exists()


def test_a_draft_path_is_not_there_for_anybody(signed_in, learner, ld_admin, shelf):
    make_path(*shelf, live=False)
    for person in (learner, ld_admin):
        browser = signed_in(person)
        assert visit(browser, "path", "writers").status_code == 404
        for name in ("choose", "leave"):
            assert browser.post(reverse(f"paths:{name}", args=["writers"])).status_code == 404
        assert "Writers" not in visit(browser).content.decode()


def test_pages_of_paths_say_what_to_do_where_nothing_is(signed_in, learner, home, shelf):
    browser = signed_in(learner)
    assert "No path is laid out yet" in visit(browser).content.decode()
    make_path(shelf[0])
    shelf[0].unpublish()
    assert "Nothing is on this path yet" in visit(browser, "path", "writers").content.decode()


def test_a_walked_path_says_so(signed_in, learner, shelf):
    make_path(shelf[0])
    finish(learner, shelf[0])
    page = visit(signed_in(learner), "path", "writers").content.decode()
    assert "You have walked all of it" in page
    assert "left</span>" not in page


def test_they_cost_the_same_however_long(signed_in, learner, shelf, django_assert_max_num_queries):
    one, two, three = shelf
    make_path(one, stop(two, three, title="Either"))
    make_path(*shelf, slug="all", title="All")
    play(learner, one, True)
    browser = signed_in(learner)
    for address in ("index", "path"):
        args = ["all"] if address == "path" else []
        visit(browser, address, *args)
        with django_assert_max_num_queries(12):
            visit(browser, address, *args)


# The studio


def in_the_studio(browser, path: LearningPath | None = None):
    name = "wagtailsnippets_courses_learningpath"
    return browser.get(reverse(f"{name}:edit", args=[path.pk]) if path else reverse(f"{name}:list"))


def test_an_author_is_told_of_a_stop_that_learners_do_not_find(signed_in, author, shelf):
    one, two, three = shelf
    path = make_path(one, stop(two, three, title="Either"))
    one.unpublish()
    two.unpublish()
    browser = signed_in(author)
    page = in_the_studio(browser, path).content.decode()
    assert "“Module 1”: nothing of it is published, so the stop is skipped." in page
    assert "“Module 2” is not published: “Either” offers what is left." in page
    assert "2 stops, 2 to look at" in in_the_studio(browser).content.decode()


def test_an_author_hears_of_a_circle_in_the_editor(signed_in, author, shelf):
    path = make_path(*shelf[:2])
    one, two = (page.pk for page in shelf[:2])
    form = {"title": "Writers", "slug": "writers", "summary": "…", "live": "on", "stops-count": "2"}
    for number, (page, needed) in enumerate([(one, two), (two, one)]):
        at = f"stops-{number}"
        form |= {f"{at}-type": "module", f"{at}-order": number, f"{at}-deleted": "", f"{at}-id": f"{number}"}
        need = f"{at}-value-after-0"
        form |= {f"{at}-value-page": page, f"{at}-value-after-count": 1, f"{need}-order": 0}
        form |= {f"{need}-deleted": "", f"{need}-value-page": needed, f"{need}-value-because": "It is."}
    there = reverse("wagtailsnippets_courses_learningpath:edit", args=[path.pk])
    page = signed_in(author).post(there, form).content.decode()
    assert "These wait for each other: “Module 1” needs “Module 2” needs “Module 1”." in page
    assert not LearningPath.objects.get(pk=path.pk).nodes[0].after


def test_crafts_are_said_in_words():
    said = [
        LearningPath(crafts=crafts).crafts_in_words for crafts in ([], ["vfx"], ["writer", "sound", "editor"])
    ]
    assert said == ["For everyone", "For VFX", "For writers, editors and sound"]


def test_nobody_deletes_a_path_that_people_may_be_on(signed_in, ld_admin, shelf):
    path = make_path(*shelf)
    there = reverse("wagtailsnippets_courses_learningpath:delete", args=[path.pk])
    signed_in(ld_admin).post(there)
    assert LearningPath.objects.filter(pk=path.pk).exists()
