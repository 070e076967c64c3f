"""What two reviews say together."""

import pytest

from labs.peers.reliability import Compared, compared, reliability
from labs.peers.rubric import Criterion, Rubric

RUBRIC = Rubric(tuple(Criterion(name, ("0", "1", "2", "3")) for name in ("a", "b", "c", "d")), 60)


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ((3, 3, 2, 2), (3, 3, 2, 2), False),
        ((3, 3, 2, 2), (2, 2, 3, 3), False),
        ((3, 3, 3, 3), (1, 3, 3, 3), False),  # far apart on a quarter
        ((3, 3, 3, 3), (1, 1, 3, 3), True),  # on half
        ((2, 2, 2, 2), (2, 2, 2, 1), True),  # 67 and 58 per cent: one passes
    ],
)
def test_reviews_differ_where_one_passes_or_half_of_the_criteria_lie_far_apart(one, two, apart):
    assert RUBRIC.differ(one, two) is RUBRIC.differ(two, one) is apart


def test_a_mark_that_is_just_reached_passes():
    assert Rubric(RUBRIC.criteria, 75).passes((3, 2, 2, 2))
    assert not Rubric(RUBRIC.criteria, 76).passes((3, 2, 2, 2))
    assert RUBRIC.share((3, 3, 3, 3)) == 1.0 and RUBRIC.share((0, 0, 0, 0)) == 0.0


def test_points_fit_a_rubric_that_has_as_many_criteria():
    assert RUBRIC.fits((0, 1, 2, 3))
    assert not any(RUBRIC.fits(points) for points in ((0, 1, 2), (0, 1, 2, 4), (0, 1, 2, None)))


def test_nothing_is_known_of_somebody_new():
    assert reliability(Compared()) == 0.5


def test_agreeing_raises_reliability_and_disagreeing_lowers_it_slowly():
    alike, far = [(2, 2)] * 3, [(0, 3)] * 3
    assert compared([(2, 2), (1, 2), (3, 1)]) == Compared(1, 1, 1)
    assert reliability(compared(alike)) == pytest.approx(6 / 9)
    assert reliability(compared(far)) == pytest.approx(3 / 9)
    assert 0.9 < reliability(compared(alike * 20)) < 1
    assert 0 < reliability(compared(far * 20)) < 0.1


def test_points_given_by_chance_are_worth_little():
    every = [(one, two) for one in range(4) for two in range(4)]
    assert reliability(compared(every * 50)) == pytest.approx(0.4375, abs=0.01)
