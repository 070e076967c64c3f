"""Learning paths: the graph, what one person finds of it, and who is on one."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.models import CoursePage, LearningPath, ModulePage, PathChoice
from courses.paths import Need, Node, Standing, circle, faults, ordered, walk
from courses.queries import bearings, my_walks, path_done, paths_seen_by, walks
from courses.services import Refused, choose_path, leave_path
from tests.factories import path as make_path
from tests.factories import stop
from tests.played import play, questions, see_all

TITLES = {page: f"Page {page}" for page in range(1, 9)}


def node(*pages: int, after: dict[int, str] | None = None, needed: int = 1, title: str = "") -> Node:
    needs = tuple(Need(page, why) for page, why in (after or {}).items())
    return Node(f"n{pages[0]}", pages, needed, title, needs)


def single(pages) -> dict[int, list[int]]:
    return {page: [page] for page in pages}


def standings(stops) -> dict[str, Standing]:
    return {one.node.id: one.standing for one in stops}


# The graph


def test_a_stop_waits_for_what_it_needs_and_says_why():
    nodes = [node(1), node(2, after={1: "Light comes first."})]
    _, second = walk(nodes, single([1, 2]), finished=())
    assert second.standing is Standing.WAITS
    assert second.waits == ((nodes[0], "Light comes first."),)
    assert standings(walk(nodes, single([1, 2]), finished={1})) == {"n1": Standing.DONE, "n2": Standing.OPEN}


def test_a_stop_is_shown_after_what_it_needs_however_the_author_ordered_them():
    nodes = [node(3, after={1: "."}), node(2), node(1, after={2: "."})]
    assert [one.id for one in ordered(nodes)] == ["n2", "n1", "n3"]


def test_a_choice_is_done_when_as_many_as_it_asks_for_are():
    nodes = [node(1, 2, 3, needed=2, title="Two of three")]
    assert walk(nodes, single([1, 2, 3]), finished={3})[0].standing is Standing.OPEN
    assert walk(nodes, single([1, 2, 3]), finished={1, 3})[0].standing is Standing.DONE


def test_a_withdrawn_alternative_leaves_the_others_and_asks_for_no_more_than_there_are():
    (found,) = walk([node(1, 2, needed=2, title="Both")], single([2]), finished={2})
    assert (found.needed, found.standing) == (1, Standing.DONE)


def test_nothing_waits_for_a_stop_that_is_not_there():
    nodes = [node(1), node(2, after={1: "."})]
    assert standings(walk(nodes, single([2]), finished=())) == {"n2": Standing.OPEN}


def test_to_need_one_of_several_is_to_need_the_whole_choice():
    nodes = [node(1, 2, title="Either"), node(3, after={1: "."})]
    assert walk(nodes, single([1, 2, 3]), finished={2})[1].standing is Standing.OPEN


def test_a_choice_counts_what_is_nearest_to_done():
    (found,) = walk([node(1, 2, title="Either")], {1: [10, 11], 2: [20, 21, 22]}, finished={20})
    assert (found.modules, found.done) == (3, 1)


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        ([node(1, after={2: "."}), node(2, after={1: "."})], "“Page 1” needs “Page 2” needs “Page 1”"),
        ([node(1, after={1: "."})], "“Page 1” needs itself first"),
        ([node(1), node(2, 1, title="Either")], "“Page 1” stands on this path twice"),
        ([node(1, after={2: "."})], "“Page 2” is needed first and is not on this path"),
        ([node(1, 2, needed=3, title="Either")], "“Either” asks for 3 of 2"),
    ],
)
def test_what_cannot_be_walked_is_refused_in_words(nodes, said):
    assert said in " ".join(faults(nodes, TITLES))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), max_size=3), min_size=1, max_size=6))
def test_a_graph_without_faults_can_be_walked_to_its_end(needs):
    nodes = [
        node(number, after={page: "." for page in after if page != number and page < len(needs)})
        for number, after in enumerate(needs)
    ]
    pages = single(range(len(needs)))
    finished: set[int] = set()
    while open_now := [one for one in walk(nodes, pages, finished) if one.standing is Standing.OPEN]:
        finished.add(open_now[0].node.pages[0])
    assert (len(finished) == len(nodes)) == (not circle(nodes))


# One person's way


@pytest.fixture
def shelf(course):
    """Three published modules of one question each."""
    return [questions(1, parent=course, title=f"Module {n}", slug=f"module-{n}") for n in (1, 2, 3)]


def finish(user, module) -> None:
    see_all(play(user, module, True), module)


def the_walk(user, path: LearningPath):
    return next(one for one in walks(bearings(user), paths_seen_by(user)) if one.path == path)


def test_a_path_with_a_circle_is_not_saved(shelf):
    one, two, _ = shelf
    stops = [stop(one, after={two: "It names the lamp."}), stop(two, after={one: "It names the side."})]
    path = LearningPath(slug="round", title="Round", summary="Round and round.", stops=stops)
    with pytest.raises(ValidationError, match="“Module 1” needs “Module 2” needs “Module 1”"):
        path.full_clean()


def test_someone_walks_a_path_and_what_shows_it_is_their_answers(learner, outsider, shelf):
    one, two, three = shelf
    path = make_path(one, stop(two, three, title="Either"))
    assert path_done(learner, path) is None
    for module in (one, three):
        finish(learner, module)
    done = path_done(learner, path)
    assert done.modules == (one.pk, three.pk)
    assert set(done.evidence) == set(learner.evidence_set.values_list("pk", flat=True))
    assert path_done(outsider, path) is None


def test_an_empty_path_is_never_done(learner, shelf):
    path = make_path(shelf[0])
    finish(learner, shelf[0])
    shelf[0].unpublish()
    assert the_walk(learner, path).stops == ()
    assert path_done(learner, path) is None


def test_a_course_is_done_with_its_last_published_module(learner, course, shelf):
    path = make_path(CoursePage.objects.get(pk=course.pk))
    finish(learner, shelf[0])
    finish(learner, shelf[1])
    (here,) = the_walk(learner, path).stops
    assert (here.done, here.modules, here.standing) == (2, 3, Standing.OPEN)
    shelf[2].unpublish()
    assert the_walk(learner, path).is_done


def test_a_page_that_was_deleted_leaves_its_stop_and_the_rest_stays(learner, shelf):
    one, two, three = shelf
    path = make_path(one, stop(two, three, title="Either", after={one: "."}))
    ModulePage.objects.get(pk=one.pk).delete()
    ModulePage.objects.get(pk=two.pk).delete()
    found = the_walk(learner, LearningPath.objects.get(pk=path.pk))
    assert [option.page for one in found.stops for option in one.options] == [three.pk]
    assert found.stops[0].standing is Standing.OPEN


def test_a_path_is_chosen_once_and_left_at_will(learner, shelf):
    path = make_path(*shelf)
    first = choose_path(user=learner, path=path)
    assert choose_path(user=learner, path=path) == first
    assert [one.path for one in my_walks(bearings(learner))] == [path]
    leave_path(user=learner, path=path)
    leave_path(user=learner, path=path)
    assert my_walks(bearings(learner)) == []


def test_a_path_that_was_taken_off_is_neither_chosen_nor_followed(learner, shelf):
    path = make_path(*shelf)
    choose_path(user=learner, path=path)
    LearningPath.objects.update(live=False)
    assert my_walks(bearings(learner)) == []
    with pytest.raises(Refused, match="not offered any more"):
        choose_path(user=learner, path=path)


# The pages


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
    assert said == ["Everyone", "VFX", "Writers, editors and sound"]


def test_nobody_deletes_a_path_that_people_may_be_on(signed_in, ld_admin, shelf):
    path = make_path(*shelf)
    there = reverse("wagtailsnippets_courses_learningpath:delete", args=[path.pk])
    signed_in(ld_admin).post(there)
    assert LearningPath.objects.filter(pk=path.pk).exists()
