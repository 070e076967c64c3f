"""Learning paths: the graph, what one person finds of it, and who is on one."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.models import CoursePage, Evidence, LearningPath, ModulePage
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
    assert set(done.evidence) == set(Evidence.objects.filter(user=learner).values_list("pk", flat=True))
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
