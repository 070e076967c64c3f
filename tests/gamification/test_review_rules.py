"""Which questions a day asks, which day it is, what rests, and what makes a row: without a database."""

import datetime

import pytest

from gamification.engines.memory import after
from gamification.rules.review import NEVER_ANSWERED, Candidate, Recall, drawn, forgotten
from gamification.rules.streak import Calendar, Day, Rest, Streak, day_of, end_of, streak

DAY = datetime.timedelta(days=1)
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
MONDAY = NOON.date()
LONDON, TOKYO, LOS_ANGELES = "Europe/London", "Asia/Tokyo", "America/Los_Angeles"


def on(*offsets, zone=LONDON):
    return [(MONDAY + offset * DAY, zone) for offset in offsets]


# Memory


def test_what_is_known_comes_back_later_each_time_and_what_is_not_comes_back_tomorrow():
    known = after(None, Recall.RECALLED, NOON)
    again = after(known, Recall.RECALLED, known.due_at)
    assert DAY < known.due_at - NOON < again.due_at - known.due_at
    assert after(None, Recall.FORGOTTEN, NOON).due_at == NOON + DAY
    assert after(known, Recall.FORGOTTEN, known.due_at).due_at == known.due_at + DAY
    assert (known.reviews, again.reviews) == (1, 2)


def test_help_brings_a_question_back_sooner():
    known = after(None, Recall.RECALLED, NOON)
    helped = after(known, Recall.WITH_HELP, known.due_at)
    assert helped.due_at < after(known, Recall.RECALLED, known.due_at).due_at


def test_the_same_answers_give_the_same_days_in_whatever_zone_they_are_told():
    there = datetime.timezone(datetime.timedelta(hours=9))
    assert after(None, Recall.RECALLED, NOON) == after(None, Recall.RECALLED, NOON.astimezone(there))


def test_a_clock_that_fell_back_does_not_make_a_question_better_known():
    assert forgotten(3.0, NOON, NOON - DAY) == 0


# The questions of a day


def candidate(module, block, far=1.0, seconds=20.0):
    return Candidate(module, block, seconds, far)


def test_a_day_asks_ten_the_most_forgotten_first_and_spread_over_modules():
    many = [candidate(1, f"a{number:02}", far=number) for number in range(20)]
    few = [candidate(2, "b", far=0.5), candidate(3, "c", far=NEVER_ANSWERED)]
    found = drawn(many + few)
    assert len(found) == 10
    assert [one.block_id for one in found[:4]] == ["c", "a19", "b", "a18"]
    assert drawn(reversed(many + few)) == found


def test_a_day_takes_five_minutes_and_a_long_question_makes_room_for_a_short_one():
    long = [candidate(1, f"a{number}", far=9 - number, seconds=140) for number in range(4)]
    found = drawn([*long, candidate(2, "b", far=0.1, seconds=20)])
    assert [one.block_id for one in found] == ["a0", "b", "a1"]
    assert sum(one.seconds for one in found) == 300


# Days


def test_a_moment_belongs_to_the_day_of_ones_own_zone():
    late = datetime.datetime(2026, 3, 2, 23, 30, tzinfo=datetime.UTC)
    assert day_of(late, LONDON, None) == MONDAY
    assert day_of(late, TOKYO, None) == MONDAY + DAY


def test_a_traveller_has_no_day_twice_and_gets_none_back():
    eastward = Day(MONDAY, LOS_ANGELES, datetime.datetime(2026, 3, 3, 4, 0, tzinfo=datetime.UTC))
    landed = eastward.at + datetime.timedelta(hours=1)
    assert landed.astimezone(datetime.UTC).date() == MONDAY + DAY
    assert day_of(landed, TOKYO, eastward) == MONDAY
    assert day_of(landed + datetime.timedelta(hours=4), TOKYO, eastward) == MONDAY + DAY
    westward = Day(MONDAY + DAY, TOKYO, NOON)
    assert day_of(NOON + datetime.timedelta(hours=2), LOS_ANGELES, westward) == MONDAY + DAY


@pytest.mark.parametrize(
    ("day", "hours"), [(datetime.date(2026, 3, 29), 23), (datetime.date(2026, 10, 25), 25), (MONDAY, 24)]
)
def test_a_day_ends_at_its_own_midnight_whatever_the_clocks_do(day, hours):
    assert end_of(day, LONDON) - end_of(day - DAY, LONDON) == datetime.timedelta(hours=hours)


# Rest


def test_rest_lasts_through_its_last_day_and_what_falls_due_moves_on():
    calendar = Calendar(rests=(Rest(MONDAY + 2 * DAY, MONDAY + 4 * DAY, "A shoot."),))
    assert calendar.works_on(MONDAY + DAY)
    assert not calendar.works_on(MONDAY + 4 * DAY)
    assert calendar.next_working(MONDAY + 2 * DAY) == MONDAY + 7 * DAY
    assert calendar.rest_on(MONDAY + 3 * DAY).why == "A shoot."


def test_a_new_working_week_leaves_earlier_days_what_they_were():
    calendar = Calendar(weeks=((MONDAY + 7 * DAY, frozenset({6, 7})),))
    assert calendar.works_on(MONDAY)
    assert not calendar.works_on(MONDAY + 7 * DAY)
    assert calendar.works_on(MONDAY + 12 * DAY)


def test_whoever_rests_for_years_is_told_no_day():
    rests = (Rest(MONDAY, MONDAY + 2000 * DAY),)
    assert Calendar(rests=rests).next_working(MONDAY) is None


# Streaks


def test_weekends_neither_count_nor_break():
    days = on(3, 4, 5, 7)  # Thursday, Friday, Saturday, Monday
    assert streak(days, Calendar(), MONDAY + 7 * DAY) == Streak(3, 3)


def test_today_breaks_nothing_before_it_is_over_and_yesterday_does():
    days = on(0, 1)
    assert streak(days, Calendar(), MONDAY + 2 * DAY) == Streak(2, 2)
    assert streak(days, Calendar(), MONDAY + 3 * DAY) == Streak(0, 2)


def test_quiet_days_keep_a_row_together():
    calendar = Calendar(rests=(Rest(MONDAY + DAY, MONDAY + 3 * DAY),))
    assert streak(on(0, 4), calendar, MONDAY + 4 * DAY) == Streak(2, 2)
    assert streak(on(0, 4), Calendar(), MONDAY + 4 * DAY) == Streak(1, 1)


def test_a_flight_may_swallow_a_working_day_and_staying_at_home_may_not():
    flown = [*on(0, zone=LOS_ANGELES), *on(2, zone=TOKYO)]
    assert streak(flown, Calendar(), MONDAY + 2 * DAY).present == 2
    assert streak(on(0, 2), Calendar(), MONDAY + 2 * DAY).present == 1


def test_a_day_that_a_clock_noted_ahead_of_time_is_passed_over():
    assert streak(on(0, 1, 400), Calendar(), MONDAY + DAY) == Streak(2, 2)


def test_one_day_is_no_streak_and_a_broken_one_is_not_spoken_of():
    assert Streak(1, 9).words == Streak(0, 9).words == ""
    assert Streak(6, 9).words == "6 working days in a row"
