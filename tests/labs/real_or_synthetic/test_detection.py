import pytest

from labs.real_or_synthetic.detection import detection


def judged(caught, false, alarms, true):
    return [(False, at >= caught) for at in range(false)] + [(True, at >= alarms) for at in range(true)]


def test_who_calls_everything_false_catches_all_and_tells_nothing_apart():
    found = detection(judged(4, 4, 4, 4))
    assert (found.caught, found.alarms) == (4, 4)
    assert found.d == pytest.approx(0.0)
    assert found.lean < -1 and "calling things false" in found.leaning
    assert "a coin" in found.words


def test_who_believes_everything_leans_the_other_way():
    found = detection(judged(0, 4, 0, 4))
    assert found.d == pytest.approx(0.0) and "lean to believing" in found.leaning


def test_who_is_always_right_tells_well_and_leans_neither_way():
    found = detection(judged(4, 4, 0, 4))
    # (4 + .5) / 5 = .9 and .5 / 5 = .1: twice the 90th percentile of the normal distribution.
    assert found.d == pytest.approx(2 * 1.2815515655)
    assert found.lean == pytest.approx(0.0)
    assert (found.words, found.leaning) == ("You tell the two apart well.", "You lean neither way.")


def test_who_is_always_wrong_is_below_the_coin():
    assert detection(judged(0, 4, 4, 4)).d < -2


def test_telling_apart_and_leaning_are_two_things():
    careful, trusting = detection(judged(8, 8, 3, 8)), detection(judged(5, 8, 0, 8))
    assert careful.d == pytest.approx(trusting.d)
    assert careful.lean == pytest.approx(-trusting.lean) and careful.lean < 0
