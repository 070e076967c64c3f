"""The next best module: in what order, and in which words."""

import pytest

from gamification.rules import Reading
from gamification.rules.recommending import Candidate, Gap, Kind, Place, recommended

NOTHING = Reading()
THIN = Reading(answers=2, weight=2.0)


def sure(figure: int) -> Reading:
    return Reading(figure=figure, answers=9, weight=9.0)


def fresh(module: int, **facts) -> Candidate:
    return Candidate(module, Kind.FRESH, **facts)


def order(*candidates: Candidate, minutes: int | None = None) -> list[int | None]:
    return [one.candidate.module for one in recommended(candidates, minutes)]


def words(one: Candidate, minutes: int | None = None) -> str:
    return recommended([one], minutes)[0].words


def test_the_widest_gap_comes_first():
    gaps = {1: (sure(95), 1.0), 2: (sure(40), 1.0), 3: (sure(40), 0.25), 4: (NOTHING, 1.0)}
    told = [fresh(pk, gaps=(Gap("Prompt craft", weight, read),)) for pk, (read, weight) in gaps.items()]
    assert order(*told) == [4, 2, 3, 1]


def test_a_path_leads_and_what_waits_on_it_stands_back():
    gap = (Gap("Prompt craft", 1.0, NOTHING),)
    waits = fresh(1, gaps=gap, places=(Place("Writers", waits=("Light",)),))
    elsewhere = fresh(2, gaps=gap)
    next_ = fresh(3, gaps=gap, places=(Place("Writers", is_next=True),))
    assert order(waits, elsewhere, next_) == [3, 2, 1]


def test_what_was_begun_comes_before_what_was_not_and_what_is_due_before_most():
    gap = (Gap("Prompt craft", 1.0, NOTHING),)
    assert order(fresh(1, gaps=gap), Candidate(2, Kind.DUE, gaps=gap), Candidate(3, Kind.RUNNING)) == [
        3,
        2,
        1,
    ]


def test_of_equals_the_one_named_first_is_named_first():
    assert order(fresh(4), fresh(2), fresh(9)) == [4, 2, 9]


def test_what_fits_the_time_comes_first_and_says_so():
    long, short = Candidate(1, Kind.RUNNING, 500), fresh(2, seconds=290)
    assert order(long, short, minutes=5) == [2, 1]
    assert order(long, short) == [1, 2]
    assert words(short, 5) == "Because it fits into 5 minutes."
    assert "Stop at any step" in recommended([long], 5)[0].advice


@pytest.mark.parametrize(("minutes", "first"), [(5, None), (10, 1), (None, 1)])
def test_a_short_gap_in_the_day_is_for_the_review(minutes, first):
    review, running = Candidate(None, Kind.REVIEW, 120), Candidate(1, Kind.RUNNING, 200)
    assert order(running, review, minutes=minutes)[0] == first


@pytest.mark.parametrize(
    ("candidate", "said"),
    [
        (fresh(1), "Because it comes next in the catalogue."),
        (
            fresh(
                1, gaps=(Gap("Camera and light", 1.0, sure(60)),), places=(Place("Writers", is_next=True),)
            ),
            "Because you are not yet sure in Camera and light, and it comes next on Writers.",
        ),
        (
            fresh(1, gaps=(Gap("Prompt craft", 1.0, THIN),)),
            "Because there is not enough evidence yet in Prompt craft.",
        ),
        (
            fresh(1, gaps=(Gap("Prompt craft", 1.0, sure(80), is_due=True),)),
            "Because Prompt craft is due for a refresher.",
        ),
        (
            fresh(1, places=(Place("Writers", waits=("Light",)),)),
            "Because it is on Writers, where “Light” comes first.",
        ),
        (
            Candidate(1, Kind.DUE, gaps=(Gap("Prompt craft", 1.0, sure(85)),)),
            "Because it changed in what counts since you finished it, "
            "and it takes you further in Prompt craft.",
        ),
    ],
)
def test_it_always_says_why(candidate, said):
    assert words(candidate) == said


def test_a_competency_that_is_due_for_a_refresher_makes_a_module_come_sooner():
    due, other = (fresh(pk, gaps=(Gap("Prompt craft", 1.0, sure(80), pk == 1),)) for pk in (1, 2))
    assert order(other, due) == [1, 2]
