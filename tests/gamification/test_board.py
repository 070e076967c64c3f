"""Teams side by side: switched on, opted in, and nobody named."""

import datetime

import pytest
from django.utils import timezone

from courses.models import Enrolment
from gamification.models import LevelAward, TeamBoard
from gamification.queries.board import board
from gamification.services.board import switch_board
from gamification.services.profile import choose_profile
from tests import factories

pytestmark = pytest.mark.django_db
BOARD = "/board/"


def count_in(person, wanted: bool = True) -> None:
    choose_profile(user=person, levels=False, badges=False, certificates=False, board=wanted)


@pytest.fixture
def crew(team, learner, module):
    """Three who count and one who does not; each finished the module, and one reached a level."""
    others = [factories.person(name, "Reyes", team=team) for name in ("Ana", "Bo", "Cy")]
    now = timezone.now()
    for person in (learner, *others):
        Enrolment.objects.create(user=person, module=module, completed_at=now)
    facts = {"mean": 0, "variance": 1, "weight": 4, "answers": 4, "evidence": 1, "awarded_at": now}
    for person, level in ((learner, "novice"), (learner, "apprentice"), (others[2], "apprentice")):
        LevelAward.objects.create(user=person, competency="prompt-craft", level=level, **facts)
    for person in (learner, *others[:2]):
        count_in(person)
    return [learner, *others]


def test_no_team_is_on_it_by_itself(signed_in, learner, crew):
    assert board(timezone.now()) == []
    assert "No team is here yet" in signed_in(learner).get(BOARD).text


def test_a_line_counts_those_who_chose_to_and_names_nobody(signed_in, outsider, manager, team, crew):
    signed_in(manager).post(BOARD, {"team": team.pk, "do": "on"})
    (line,) = board(timezone.now())
    assert (line.team, line.people, line.finished) == (team, 3, 1.0)
    assert line.levels == pytest.approx(1 / 3)
    page = signed_in(outsider).get(BOARD).text
    assert team.name in page and "Reyes" not in page


def test_fewer_than_three_are_not_told_apart(team, manager, crew):
    switch_board(team=team, on=True, by=manager)
    count_in(crew[1], False)
    (line,) = board(timezone.now())
    assert (line.people, line.finished, line.levels) == (2, None, None)


def test_whoever_leaves_the_team_counts_no_more(team, manager, crew):
    switch_board(team=team, on=True, by=manager)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    crew[0].memberships.update(starts_on=yesterday, ends_on=yesterday)
    assert board(timezone.now())[0].people == 2


def test_only_what_was_done_lately_counts(team, manager, crew):
    switch_board(team=team, on=True, by=manager)
    (line,) = board(timezone.now() + datetime.timedelta(days=92))
    assert (line.finished, line.levels) == (0, 0)


def test_only_who_manages_a_team_switches_it(signed_in, learner, foreign_manager, manager, team):
    for person in (learner, foreign_manager):
        assert signed_in(person).post(BOARD, {"team": team.pk, "do": "on"}).status_code == 404
    assert not TeamBoard.objects.exists()
    for do, number in (("on", 1), ("on", 1), ("off", 0)):
        signed_in(manager).post(BOARD, {"team": team.pk, "do": do})
        assert TeamBoard.objects.count() == number


def test_it_costs_four_queries_whatever_its_size(team, manager, crew, django_assert_num_queries):
    switch_board(team=team, on=True, by=manager)
    with django_assert_num_queries(4):
        board(timezone.now())
