"""Saying when one works and rests, and who may say it for a team."""

import datetime

import pytest
from django.urls import reverse

from courses.services import Refused
from gamification.models import RestDays, WorkingWeek
from gamification.queries.rest import calendar_of
from gamification.services.rest import add_rest, remove_rest, set_working_week
from tests.reviewed import DAY

MONDAY = datetime.date(2026, 3, 2)


def rest(by, *, first=MONDAY, last=MONDAY, kind="quiet", **more):
    return add_rest(by=by, kind=kind, first=first, last=last, today=MONDAY, **more)


def test_days_of_rest_are_ones_own_or_the_teams_while_one_is_in_it(learner, outsider, manager, team):
    assert rest(learner, last=MONDAY + DAY) == rest(learner, last=MONDAY + DAY)
    shoot = rest(manager, first=MONDAY + 3 * DAY, last=MONDAY + 9 * DAY, kind="shoot", team=team)
    calendar = calendar_of(learner)
    assert [day for day in range(5) if calendar.works_on(MONDAY + day * DAY)] == [2]
    assert calendar_of(outsider).works_on(MONDAY)
    learner.memberships.update(ends_on=MONDAY + 3 * DAY)
    assert not calendar_of(learner).works_on(MONDAY + 3 * DAY)
    assert calendar_of(learner).works_on(MONDAY + 4 * DAY)
    remove_rest(by=manager, rest=shoot)
    remove_rest(by=manager, rest=shoot)
    assert calendar_of(learner).works_on(MONDAY + 3 * DAY)


def test_what_makes_no_sense_is_refused_with_what_to_do(learner, manager, foreign_manager, team):
    for code, asks in {
        "ends_first": lambda: rest(learner, last=MONDAY - DAY),
        "too_long": lambda: rest(learner, last=MONDAY + 366 * DAY),
        "too_early": lambda: rest(learner, first=MONDAY - 32 * DAY),
        "unknown_kind": lambda: rest(learner, kind="lazy"),
        "not_yours": lambda: rest(foreign_manager, kind="shoot", team=team),
        "no_days": lambda: set_working_week(user=learner, weekdays=[], today=MONDAY),
        "unknown_day": lambda: set_working_week(user=learner, weekdays=[8], today=MONDAY),
    }.items():
        with pytest.raises(Refused) as refused:
            asks()
        assert refused.value.code == code
    mine, shoot = rest(learner), rest(manager, kind="shoot", team=team)
    for by, one in ((manager, mine), (learner, shoot), (foreign_manager, shoot)):
        with pytest.raises(Refused, match="somebody else"):
            remove_rest(by=by, rest=one)
    assert RestDays.objects.count() == 2


def test_the_page_keeps_a_week_and_days_and_loses_nothing_of_a_wrong_form(signed_in, learner, outsider):
    client, page = signed_in(learner), reverse("gamification:review_days")
    assert client.post(page, {"do": "week", "days": ["1", "2", "6"]}).status_code == 302
    assert WorkingWeek.objects.get().days == "126"
    today = WorkingWeek.objects.get().since
    wrong = {"do": "add", "kind": "quiet", "first": today, "last": today - DAY, "note": "Lake"}
    refused = client.post(page, wrong)
    assert refused.status_code == 422
    assert "Swap the two" in refused.content.decode()
    assert "Lake" in refused.content.decode()
    assert client.post(page, {**wrong, "last": ""}).status_code == 302
    kept = RestDays.objects.get()
    assert (kept.first, kept.last, kept.user) == (today, today, learner)
    assert "Lake" in client.get(page).content.decode()
    signed_in(outsider).post(page, {"do": "remove", "rest": kept.pk})
    assert RestDays.objects.exists()
    client.post(page, {"do": "remove", "rest": kept.pk})
    assert not RestDays.objects.exists()
    # Whoever was ill sees what they set down, and may take it away.
    client.post(page, {**wrong, "first": today - 9 * DAY, "last": today - 7 * DAY})
    assert "Lake" in client.get(page).content.decode()


def test_a_manager_sets_the_shoots_of_their_own_team(signed_in, manager, foreign_manager, learner, team):
    page = reverse("gamification:team_days", args=[team.pk])
    sent = {"do": "add", "first": "2030-05-06", "last": "2030-05-08", "note": "Harbour"}
    assert signed_in(manager).post(page, sent).status_code == 302
    shoot = RestDays.objects.get()
    assert (shoot.team, shoot.set_by, shoot.kind) == (team, manager, "shoot")
    assert "Harbour" in signed_in(learner).get(reverse("gamification:review_days")).content.decode()
    for stranger in (foreign_manager, learner):
        assert signed_in(stranger).post(page, sent).status_code == 404
        assert signed_in(stranger).post(page, {"do": "remove", "rest": shoot.pk}).status_code == 404
    signed_in(learner).post(reverse("gamification:review_days"), {"do": "remove", "rest": shoot.pk})
    assert RestDays.objects.count() == 1
