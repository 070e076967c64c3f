import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamification.rules import (
    Level,
    Standing,
    is_clean_take,
    likelihood_above,
    reading,
    update,
)

scores = st.floats(0, 1)
weights = st.floats(0.05, 1)
difficulties = st.floats(-4, 4)
standings = st.builds(Standing, mean=st.floats(-5, 5), variance=st.floats(0.05, 2))


def after(*scores: float, weight: float = 1.0) -> Standing:
    standing = Standing()
    for score in scores:
        standing = update(standing, score=score, weight=weight)
    return standing


@given(standings, weights, difficulties)
def test_a_right_answer_moves_up_and_a_wrong_one_down(standing, weight, difficulty):
    right = update(standing, score=1, weight=weight, item_difficulty=difficulty)
    wrong = update(standing, score=0, weight=weight, item_difficulty=difficulty)
    assert wrong.mean < standing.mean < right.mean


@given(standings, scores, scores, weights, difficulties)
def test_a_better_score_never_ends_lower(standing, one, other, weight, difficulty):
    low, high = sorted((one, other))
    means = [update(standing, score=y, weight=weight, item_difficulty=difficulty).mean for y in (low, high)]
    assert means[0] <= means[1]


@given(standings, scores, weights, difficulties)
def test_an_answer_never_adds_more_doubt_than_the_drift(standing, score, weight, difficulty):
    moved = update(standing, score=score, weight=weight, item_difficulty=difficulty)
    assert 0 < moved.variance < standing.variance + 0.02


@given(standings, difficulties)
def test_half_an_answer_moves_less_than_a_whole_one(standing, difficulty):
    whole = update(standing, score=1, weight=1, item_difficulty=difficulty)
    half = update(standing, score=1, weight=0.5, item_difficulty=difficulty)
    assert standing.mean < half.mean < whole.mean


def test_the_formula_by_hand():
    moved = update(Standing(), score=1, weight=1)
    assert moved.mean == pytest.approx(1.02 * 0.5 / 1.255)
    assert moved.variance == pytest.approx(1.02 - 1.02**2 * 0.25 / 1.255)
    assert (moved.weight, moved.answers) == (1, 1)


def test_an_answer_without_weight_changes_nothing():
    assert update(Standing(), score=1, weight=0) == Standing()


@pytest.mark.parametrize(("score", "weight"), [(-0.1, 1), (1.1, 1), (math.nan, 1), (1, -0.5)])
def test_numbers_out_of_range_are_refused(score, weight):
    with pytest.raises(ValueError, match="A score lies between"):
        update(Standing(), score=score, weight=weight)


def test_a_hard_question_tells_more_when_right():
    hard = update(Standing(), score=1, weight=1, item_difficulty=2)
    easy = update(Standing(), score=1, weight=1, item_difficulty=-2)
    assert hard.mean > easy.mean


def test_nothing_is_said_before_four_whole_answers():
    three = reading(after(1, 1, 1))
    assert (three.enough, three.figure, three.level, three.gathered) == (False, None, None, 75)
    assert three.words == "Not enough evidence yet"
    assert reading(after(1, 1, 1, 1)).enough


def test_half_answers_count_half_towards_enough():
    assert not reading(after(*[1] * 7, weight=0.5)).enough
    assert reading(after(*[1] * 8, weight=0.5)).enough


def test_many_light_answers_reach_enough_in_spite_of_rounding():
    assert reading(after(*[1] * 40, weight=0.1)).enough


def test_mostly_right_reads_apprentice_and_mixed_reads_novice():
    assert reading(after(1, 1, 1, 1, 1)).level == Level.APPRENTICE
    assert reading(after(1, 0, 1, 0, 1)).level == Level.NOVICE
    assert reading(after(0, 0, 0, 0)).level == Level.NOVICE


@given(st.lists(scores, min_size=4, max_size=30))
def test_a_level_above_novice_is_at_least_four_fifths_sure(answers):
    standing = after(*answers)
    assert (reading(standing).level == Level.APPRENTICE) == (likelihood_above(standing, 0) >= 0.8)


@given(st.lists(scores, min_size=4, max_size=60))
def test_the_figure_lies_between_0_and_100(answers):
    assert 0 <= reading(after(*answers)).figure <= 100


def test_no_number_of_right_answers_reads_above_apprentice():
    assert reading(after(*[1] * 500)).level == Level.APPRENTICE


def test_what_is_gathered_goes_from_nothing_to_all_of_it():
    assert reading(Standing()).gathered == 0
    assert reading(after(1, weight=0.3)).gathered == 7
    assert reading(after(*[1] * 9)).gathered == 100


def test_a_clean_take_needs_every_question_and_at_least_one():
    assert is_clean_take(["a", "b"], {"a": 1, "b": 2, "gone": 3})
    assert not is_clean_take(["a", "b"], {"a": 1})
    assert not is_clean_take([], {})
