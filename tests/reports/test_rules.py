import datetime

import pytest

from courses.spreadsheet import safe_cell
from reports.rules import Need, Unfinished, counted, day, greeting, headline, need_of

NOW = datetime.datetime(2026, 3, 20, 12, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()


def unfinished(days: float, *, right: bool | None = True, module: str = "Light") -> Unfinished:
    return Unfinished(module, NOW - datetime.timedelta(days=days), right)


def need(*modules: Unfinished, started: bool = True):
    return need_of(started=started, unfinished=modules, now=NOW)


def test_who_has_begun_nothing_could_use_help():
    assert need(started=False) == (Need.NOT_STARTED, "")


def test_who_finished_everything_they_began_is_left_alone():
    assert need() is None


def test_a_wrong_last_answer_two_days_ago_means_stopped():
    assert need(unfinished(2, right=False)) == (Need.STOPPED, "Light")
    assert need(unfinished(1.9, right=False)) is None
    assert need(unfinished(2, right=None)) is None


def test_two_weeks_without_a_sign_means_quiet():
    assert need(unfinished(14)) == (Need.QUIET, "Light")
    assert need(unfinished(13)) is None


def test_someone_busy_elsewhere_is_not_quiet():
    assert need(unfinished(30, module="Old"), unfinished(1, module="New")) is None


def test_stopped_comes_before_quiet():
    assert need(unfinished(20, module="Old"), unfinished(30, right=False)) == (Need.STOPPED, "Light")


@pytest.mark.parametrize(
    ("people", "needs", "said"),
    [
        (8, 3, "Three people could use your help"),
        (8, 1, "One person could use your help"),
        (40, 13, "13 people could use your help"),
        (8, 0, "Everyone is on their way"),
        (0, 0, "Nobody is in this team today"),
    ],
)
def test_the_headline_says_something(people, needs, said):
    assert headline(people, needs) == said


def test_numbers_are_said_in_words_up_to_twelve():
    assert counted(12, "person", "people") == "Twelve people"
    assert counted(13, "person", "people") == "13 people"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (None, "Never"),
        (TODAY, "Today"),
        (TODAY + datetime.timedelta(days=1), "Today"),
        (TODAY - datetime.timedelta(days=1), "Yesterday"),
        (TODAY - datetime.timedelta(days=6), "6 days ago"),
        (datetime.date(2026, 3, 12), "12 Mar"),
        (datetime.date(2025, 11, 2), "2 Nov 2025"),
    ],
)
def test_days_are_said_as_people_say_them(when, said):
    assert day(when, TODAY) == said


@pytest.mark.parametrize(
    ("hour", "said"), [(3, "Good evening"), (4, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_follows_the_hour(hour, said):
    assert greeting(hour) == said


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_a_spreadsheet_takes_no_name_for_a_formula(text):
    assert safe_cell(text) == f"'{text}"


def test_plain_names_stay_as_they_are():
    assert safe_cell("Jean-Luc O’Neill") == "Jean-Luc O’Neill"
