import datetime

import pytest
from django.utils import timezone

from accounts.models import Membership
from accounts.queries import people_in
from accounts.services import Refused, deactivate, move_person, reactivate
from tests import factories
from tests.people import sign_in


def test_from_today_the_new_manager_alone_sees_them(ld_admin, learner, team, other_team):
    move_person(person=learner, team=other_team, by=ld_admin)
    assert learner in people_in(other_team) and learner not in people_in(team)


def test_the_old_team_keeps_the_days_they_were_there(ld_admin, learner, team, other_team):
    move_person(person=learner, team=other_team, by=ld_admin)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert learner in people_in(team, on=yesterday) and learner not in people_in(other_team, on=yesterday)


def test_moving_twice_on_a_day_leaves_no_trace_of_the_mistake(ld_admin, learner, team, other_team):
    third = factories.team("Third unit")
    move_person(person=learner, team=third, by=ld_admin)
    move_person(person=learner, team=other_team, by=ld_admin)
    assert not Membership.objects.filter(team=third).exists()
    assert Membership.objects.get(user=learner, ends_on=None).team == other_team


def test_moving_to_where_one_is_changes_nothing(ld_admin, learner, team):
    before = Membership.objects.get(user=learner)
    assert move_person(person=learner, team=team, by=ld_admin) == before
    assert Membership.objects.get(user=learner).starts_on == factories.LONG_AGO


def test_one_may_belong_to_no_team(ld_admin, learner, team):
    assert move_person(person=learner, team=None, by=ld_admin) is None
    assert not people_in(team).exists()


def test_managing_stays_when_a_manager_moves(ld_admin, manager, team, other_team):
    move_person(person=manager, team=other_team, by=ld_admin)
    assert Membership.objects.get(user=manager, manages=True).ends_on is None


@pytest.mark.parametrize("who", ["learner", "manager", "author", "reviewer"])
def test_only_ld_admins_move_and_deactivate(request, who, outsider, team):
    by = request.getfixturevalue(who)
    for refused in (
        lambda: move_person(person=outsider, team=team, by=by),
        lambda: deactivate(person=outsider, by=by),
    ):
        with pytest.raises(Refused, match="Only an operator"):
            refused()


def test_an_ld_admin_never_touches_an_operator(ld_admin):
    operator = factories.person("Olga", is_superuser=True)
    with pytest.raises(Refused):
        deactivate(person=operator, by=ld_admin)


def test_deactivating_ends_every_session_for_good(signed_in, ld_admin, learner):
    phone, desk = signed_in(learner), signed_in(learner)
    deactivate(person=learner, by=ld_admin)
    assert phone.get("/accounts/profile/").status_code == 302
    reactivate(person=learner, by=ld_admin)
    assert desk.get("/accounts/profile/").status_code == 302


def test_the_deactivated_cannot_sign_in_until_brought_back(client, ld_admin, learner):
    deactivate(person=learner, by=ld_admin)
    assert sign_in(client, learner.email)["Location"] == "/accounts/inactive/"
    assert client.get("/accounts/profile/").status_code == 302
    reactivate(person=learner, by=ld_admin)
    assert sign_in(client, learner.email)["Location"] == "/"


def test_what_they_did_stays(ld_admin, learner, module):
    from courses.services import begin

    begin(user=learner, module=module)
    deactivate(person=learner, by=ld_admin)
    assert learner.enrolments.count() == 1 and learner.memberships.count() == 1
