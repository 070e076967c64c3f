"""What judging every pair twice says: of the versions, and of whoever judged."""

from hypothesis import given
from hypothesis import strategies as st

from labs.prompt.blind.pairing import MOST_PAIRS, Showing, showings
from labs.prompt.blind.reckoning import Answer, Finding, reckon, told

LEFT, RIGHT, SAME = Answer.LEFT, Answer.RIGHT, Answer.SAME
NAMES = ("version 1", "version 2")
OTHER = {LEFT: RIGHT, RIGHT: LEFT, SAME: SAME}
MIRRORED = {
    Finding.ALWAYS_LEFT: Finding.ALWAYS_RIGHT,
    Finding.ALWAYS_RIGHT: Finding.ALWAYS_LEFT,
    Finding.FIRST: Finding.FIRST,
    Finding.SECOND: Finding.SECOND,
}


@st.composite
def judged(draw):
    shown = showings(draw(st.integers(2, MOST_PAIRS)), draw(st.integers(0, 2**62)))
    answers = draw(st.lists(st.sampled_from(list(Answer)), min_size=len(shown), max_size=len(shown)))
    return shown, answers


@given(judged())
def test_swapping_all_sides_changes_no_result_but_left_for_right(found):
    shown, answers = found
    swapped = [Showing(one.pair, not one.swapped) for one in shown]
    mirrored = reckon(swapped, [OTHER[one] for one in answers])
    assert mirrored.findings == tuple(MIRRORED.get(one, one) for one in reckon(shown, answers).findings)
    assert mirrored.wins == reckon(shown, answers).wins


@given(judged())
def test_calling_the_second_version_the_first_changes_the_winner_and_nothing_else(found):
    shown, answers = found
    renamed = reckon([Showing(one.pair, not one.swapped) for one in shown], answers)
    assert renamed.wins == reckon(shown, answers).wins[::-1]
    assert renamed.by_side == reckon(shown, answers).by_side


@given(judged())
def test_every_pair_is_one_finding(found):
    reckoning = reckon(*found)
    assert reckoning.count(*Finding) == reckoning.pairs == len(found[0]) // 2


@given(st.integers(2, MOST_PAIRS), st.integers(0, 2**62), st.sampled_from([LEFT, RIGHT]))
def test_who_always_takes_the_same_side_makes_nobody_win(count, seed, side):
    found = reckon(showings(count, seed), [side] * count * 2)
    assert found.wins == (0, 0) and found.winner is None and found.by_side == count
    assert told(found, NAMES)[0].startswith("Neither won a pair")
    assert f"the {side} or " in told(found, NAMES)[2]


@given(st.integers(2, MOST_PAIRS), st.integers(0, 2**62))
def test_who_always_takes_the_same_version_makes_it_win_every_pair(count, seed):
    shown = showings(count, seed)
    answers = [LEFT if one.swapped else RIGHT for one in shown]
    found = reckon(shown, answers)
    assert found.wins == (0, count) and found.winner is Finding.SECOND
    assert told(found, NAMES) == [
        f"Version 2 won {count} pairs, version 1 won none.",
        f"In {count} of {count} pairs you stayed with the same output when the sides were swapped.",
    ]


def test_the_result_in_words():
    shown = [Showing(pair, swapped) for swapped in (False, True) for pair in range(5)]
    once = [LEFT, RIGHT, LEFT, SAME, SAME]
    again = [RIGHT, LEFT, LEFT, SAME, LEFT]
    assert told(reckon(shown, [*once, *again]), NAMES) == [
        "Each won 1 pair. By this there is nothing to choose between them.",
        "In 2 of 5 pairs you stayed with the same output when the sides were swapped.",
        "In 1 pair you chose A, the left or upper one, both times: there the side may have chosen, and not "
        "the text. It counts for neither.",
        "In 1 pair you saw no difference either time.",
        "In 1 pair you saw a difference once and none the other time.",
    ]
