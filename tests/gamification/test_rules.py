import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamification.rules import (
    LEVELS,
    SITE,
    Belief,
    Learner,
    Level,
    Observed,
    Standing,
    Tally,
    earned,
    is_clean_take,
    predicted,
    reading,
    step,
)

scores = st.floats(0, 1)
weights = st.floats(0.05, 3)
beliefs = st.builds(Belief, mean=st.floats(-5, 5), variance=st.floats(0.05, 2))
PRACTISED = Tally(labs=2, contexts=2)
PROVED = Tally(labs=3, contexts=2, reviews=1, transfers=1)


def after(*scores: float, weight: float = 1.0, feeds=None) -> Learner:
    learner = Learner()
    for score in scores:
        learner.observe(Observed(score, weight, feeds or {"craft": 1.0}))
    return learner


def read(learner: Learner, slug: str = "craft"):
    return reading(learner.general, learner.own.get(slug, Standing()))


def levels(mean: float, variance: float = 0.01, weight: float = 50.0, tally: Tally = PROVED):
    return earned(mean=mean, variance=variance, weight=weight, tally=tally)


@given(beliefs, beliefs, beliefs, weights)
def test_a_right_answer_moves_the_learner_up_and_the_item_down(general, own, item, weight):
    for score, sign in ((1, 1), (0, -1)):
        moved = step(general, own, item, score=score, weight=weight)
        assert sign * (moved[0].mean - general.mean) > 0
        assert sign * (moved[1].mean - own.mean) > 0
        assert sign * (moved[2].mean - item.mean) < 0


@given(beliefs, beliefs, scores, scores, weights)
def test_a_better_score_never_ends_lower(general, own, one, other, weight):
    low, high = (step(general, own, score=y, weight=weight)[1].mean for y in sorted((one, other)))
    assert low <= high


@given(beliefs, beliefs, beliefs, scores, weights)
def test_an_answer_never_adds_more_doubt_than_the_drift(general, own, item, score, weight):
    moved = step(general, own, item, score=score, weight=weight)
    assert 0 < moved[0].variance < general.variance + 0.1
    assert 0 < moved[1].variance < own.variance + 0.1
    assert 0 < moved[2].variance < item.variance


@given(beliefs, beliefs, scores, weights)
def test_an_item_that_is_known_stays_where_it_is(general, own, score, weight):
    assert step(general, own, Belief(1.5, 0), score=score, weight=weight)[2] == Belief(1.5, 0)


def test_the_formula_by_hand():
    general, own = 1 + SITE.general_drift, 1 + SITE.drift
    damping = 1 + 0.25 * (general + own + 0.5)
    moved = step(Belief(), Belief(), Belief(0, 0.5), score=1, weight=1)
    assert moved[0].mean == pytest.approx(general * 0.5 / damping)
    assert moved[1].mean == pytest.approx(own * 0.5 / damping)
    assert moved[2].mean == pytest.approx(-0.5 * 0.5 / damping)
    assert moved[1].variance == pytest.approx(own - own**2 * 0.25 / damping)


def test_an_answer_without_weight_changes_nothing():
    assert after(1, weight=0) == Learner()


@pytest.mark.parametrize(("score", "weight"), [(-0.1, 1), (1.1, 1), (math.nan, 1), (1, -0.5)])
def test_numbers_out_of_range_are_refused(score, weight):
    with pytest.raises(ValueError, match="A score lies between"):
        step(Belief(), Belief(), score=score, weight=weight)


def test_a_hard_question_tells_more_when_right():
    hard, easy = (step(Belief(), Belief(), Belief(b, 0), score=1, weight=1)[1].mean for b in (2, -2))
    assert hard > easy
    assert predicted(Belief(), Belief(), Belief(2, 0)) < 0.5 < predicted(Belief(), Belief(), Belief(-2, 0))


def test_what_was_shown_in_one_competency_tells_a_little_of_another():
    learner = after(1, 1, 1, 1)
    assert learner.general.mean > 0
    other = read(learner, "another")
    assert not other.enough
    assert other.mean == learner.general.mean


def test_an_answer_that_feeds_two_competencies_moves_the_shared_part_once():
    both = after(1, feeds={"craft": 1.0, "rights": 0.5})
    assert both.general == after(1).general
    assert set(both.own) == {"craft", "rights"}
    assert both.own["rights"].weight == 0.5


@given(st.permutations(["a", "b", "c"]))
def test_the_order_in_which_competencies_are_named_does_not_matter(order):
    named = dict.fromkeys(order, 0.5)
    assert after(1, 0, feeds=named) == after(1, 0, feeds={"a": 0.5, "b": 0.5, "c": 0.5})


def test_nothing_is_said_before_four_whole_answers():
    three = read(after(1, 1, 1))
    assert (three.enough, three.figure, three.level, three.gathered) == (False, None, None, 75)
    assert three.words == "Not enough evidence yet"
    assert read(after(1, 1, 1, 1)).enough


def test_half_answers_count_half_towards_enough():
    assert not read(after(*[1] * 7, weight=0.5)).enough
    assert read(after(*[1] * 8, weight=0.5)).enough


def test_many_light_answers_reach_enough_in_spite_of_rounding():
    assert read(after(*[1] * 40, weight=0.1)).enough


def test_a_level_that_was_awarded_stands_whatever_the_figure_says():
    learner = after(0, 0, 0, 0, 0)
    said = reading(learner.general, learner.own["craft"], level=Level.EXPERT)
    assert (said.words, said.figure < 30) == ("Expert", True)
    nothing = reading(Belief(), Standing(), level=Level.APPRENTICE)
    assert (nothing.words, nothing.enough) == ("Apprentice", False)


@given(st.lists(scores, min_size=4, max_size=60))
def test_the_figure_lies_between_0_and_100(answers):
    assert 0 <= read(after(*answers)).figure <= 100


def test_levels_are_earned_one_above_the_other():
    assert levels(-3) == (Level.NOVICE,)
    assert levels(0.5) == (Level.NOVICE, Level.APPRENTICE)
    assert levels(1.2) == LEVELS[:3]
    assert levels(3) == LEVELS


@given(st.floats(-3, 4), st.floats(0.01, 2))
def test_whoever_earns_a_level_earns_all_below_it(mean, variance):
    found = levels(mean, variance)
    assert found == LEVELS[: len(found)]


@pytest.mark.parametrize(("cut", "level"), [(0.0, Level.APPRENTICE), (math.log(7 / 3), Level.PRACTITIONER)])
def test_a_level_wants_four_fifths_of_certainty(cut, level):
    deviations = 0.8416  # the normal quantile of 0.8
    assert level in levels(cut + deviations + 0.001, 1.0)
    assert level not in levels(cut + deviations - 0.001, 1.0)


def test_no_number_of_right_answers_makes_a_practitioner():
    assert levels(4, tally=Tally()) == (Level.NOVICE, Level.APPRENTICE)


@pytest.mark.parametrize(
    "tally", [Tally(labs=1, contexts=1), Tally(labs=2, contexts=1), Tally(labs=0, contexts=0, reviews=5)]
)
def test_a_practitioner_has_passed_two_labs_in_different_contexts(tally):
    assert Level.PRACTITIONER in levels(4, tally=PRACTISED)
    assert Level.PRACTITIONER not in levels(4, tally=tally)


@pytest.mark.parametrize("lacking", [{"labs": 2}, {"reviews": 0}, {"transfers": 0}])
def test_an_expert_has_three_labs_a_blind_review_and_a_transfer_task(lacking):
    whole = {"labs": 3, "contexts": 2, "reviews": 1, "transfers": 1}
    assert Level.EXPERT in levels(4, tally=Tally(**whole))
    assert Level.EXPERT not in levels(4, tally=Tally(**whole | lacking))


def test_nothing_is_earned_on_too_little_evidence():
    assert levels(4, weight=3.9) == ()


def test_what_is_gathered_goes_from_nothing_to_all_of_it():
    assert read(Learner()).gathered == 0
    assert read(after(1, weight=0.3)).gathered == 7
    assert read(after(*[1] * 9)).gathered == 100


def test_a_clean_take_needs_every_question_and_at_least_one():
    assert is_clean_take(["a", "b"], {"a": 1, "b": 2, "gone": 3})
    assert not is_clean_take(["a", "b"], {"a": 1})
    assert not is_clean_take([], {})
