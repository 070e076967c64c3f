"""How near is near."""

import pytest

from labs.clip_catalogue.judging import MIDDLES, RANGES, in_lufs, level_of, pace_is_near, range_is_near


@pytest.mark.parametrize(("said", "near"), [(40, True), (50, True), (30, True), (51, False), (29, False)])
def test_pace_is_near_within_a_share(said, near):
    assert pace_is_near(said, 40, 25) == near


@pytest.mark.parametrize(("said", "near"), [(3, True), (0, True), (3.5, False)])
def test_three_cuts_a_minute_are_near_where_there_are_hardly_any(said, near):
    assert pace_is_near(said, 0, 25) == near


@pytest.mark.parametrize(
    ("said", "loudness", "near"),
    [("-24", -27.0, True), ("-24", -27.1, False), ("-24", -21.0, True), ("-20", -24.0, False)],
)
def test_a_range_is_near_by_its_middle(said, loudness, near):
    assert range_is_near(said, loudness, 3) == near


@pytest.mark.parametrize("loudness", [-70.0, -48.0, -42.5])
def test_what_is_very_quiet_is_in_the_first_range_however_quiet(loudness):
    assert range_is_near("-44", loudness, 3) and not range_is_near("none", loudness, 3)


@pytest.mark.parametrize("loudness", [-9.0, -1.0])
def test_what_is_very_loud_is_in_the_last(loudness):
    assert range_is_near("-8", loudness, 3) and not range_is_near("-16", loudness, 3)


def test_no_sound_is_a_range_of_its_own():
    assert range_is_near("none", None, 3) and not range_is_near("-44", None, 3)
    assert level_of(None, -23, 3) == "quiet" and in_lufs(None) == "It has no sound"


@pytest.mark.parametrize(
    ("loudness", "level"), [(-26.1, "quiet"), (-26.0, "right"), (-20.0, "right"), (-19.9, "loud")]
)
def test_the_level_is_told_by_what_was_asked_for(loudness, level):
    assert level_of(loudness, -23, 3) == level


def test_ranges_leave_no_gap_and_say_where_they_end():
    assert [RANGES[str(one)] for one in (MIDDLES[0], -24, MIDDLES[-1])] == [
        "Under −42 LUFS",
        "−26 to −22 LUFS",
        "Over −10 LUFS",
    ]
    assert all(two - one == 4 for one, two in zip(MIDDLES, MIDDLES[1:], strict=False))
