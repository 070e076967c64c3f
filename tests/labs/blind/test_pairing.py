"""What is held against what, in which order, on which side."""

from hypothesis import given
from hypothesis import strategies as st

from labs.prompt.blind.pairing import MOST_PAIRS, Text, pairs, showings

seeds = st.integers(0, 2**62)
counts = st.integers(2, MOST_PAIRS)


def texts(count: int, start: int = 0) -> list[Text]:
    return [Text(start + number, f"Picture {start + number}") for number in range(count)]


@given(counts, seeds)
def test_every_pair_is_shown_twice_with_its_sides_swapped_and_never_twice_running(count, seed):
    shown = showings(count, seed)
    assert sorted((one.pair, one.swapped) for one in shown) == [
        (pair, swapped) for pair in range(count) for swapped in (False, True)
    ]
    assert all(one.pair != other.pair for one, other in zip(shown, shown[1:], strict=False))
    assert {one.pair for one in shown[:count]} == set(range(count))


def test_the_same_seed_gives_the_same_order_for_ever():
    assert [(one.pair, one.swapped) for one in showings(3, 7)] == FIXED


FIXED = [(1, True), (0, False), (2, False), (1, False), (2, True), (0, True)]


def test_different_seeds_give_different_orders_and_sides():
    assert len({tuple(showings(4, seed)) for seed in range(50)}) > 40


@given(st.integers(1, 9), st.integers(1, 9), seeds)
def test_pairs_are_of_one_and_the_other_and_spread_over_all(one, other, seed):
    found = pairs(texts(one), texts(other, start=100), seed)
    assert len(found) == len(set(found)) == min(MOST_PAIRS, one * other)
    assert all(left < 100 <= right for left, right in found)
    times = [sum(left == number for left, _ in found) for number in range(one)]
    assert max(times) - min(times) <= 1
    assert found == pairs(texts(one), texts(other, start=100), seed)


def test_what_both_have_is_left_out():
    one = [Text(1, "A lamp.  Rain."), Text(2, "Fog.")]
    assert pairs(one, [Text(3, "A lamp. Rain."), Text(4, "Snow.")], seed=1) == [(2, 4)]
    assert pairs(one, one, seed=1) == pairs([], one, seed=1) == []
