"""Who may open which page under People. Wagtail sends those without permission back to its start."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.roles import AUTHORS
from accounts.services import invite
from tests import factories

PLAIN = ["invitations:index", "invitations:index_results", "invitations:add", "teams:index", "teams:add"]
OF_A_PERSON = [
    f"wagtailusers_users:{name}" for name in ("edit", "move", "deactivate", "reactivate", "history")
]
PEOPLE = ["wagtailusers_users:index", "wagtailusers_users:index_results"]
OF_AN_INVITATION = ["invitations:resend", "invitations:revoke"]
OF_A_TEAM = ["teams:edit", "teams:history"]


@pytest.fixture
def doors(ld_admin, outsider, team):
    invite(by=ld_admin, addresses="ada@studio.example")
    invitation = Invitation.objects.get()
    mail.outbox.clear()
    return [
        *map(reverse, PLAIN + PEOPLE),
        *(reverse(name, args=[outsider.pk]) for name in OF_A_PERSON),
        *(reverse(name, args=[invitation.pk]) for name in OF_AN_INVITATION),
        *(reverse(name, args=[team.pk]) for name in OF_A_TEAM),
    ]


def test_an_ld_admin_opens_every_door(signed_in, ld_admin, doors):
    client = signed_in(ld_admin)
    assert {door: client.get(door).status_code for door in doors} == dict.fromkeys(doors, 200)


@pytest.mark.parametrize("who", ["learner", "manager"])
def test_those_without_work_in_the_admin_get_404(request, signed_in, who, doors):
    client = signed_in(request.getfixturevalue(who))
    for method in (client.get, client.post):
        assert {door: method(door).status_code for door in doors} == dict.fromkeys(doors, 404)


@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_authors_and_reviewers_do_not_get_in(request, signed_in, who, doors, outsider):
    client = signed_in(request.getfixturevalue(who))
    for door in doors:
        for response in (
            client.get(door),
            client.post(door, {"addresses": "new@x.example", "name": "Pirates"}),
        ):
            assert response.status_code == 404 or response["Location"] == "/admin/", door
    outsider.refresh_from_db()
    assert outsider.is_active and outsider.first_name == "Otis" and mail.outbox == []
    assert not Invitation.objects.exclude(revoked_at=None).exists()


def test_signed_out_every_door_leads_to_sign_in(client, doors):
    for door in doors:
        assert client.get(door)["Location"].startswith("/accounts/login/?next="), door


def test_the_menu_is_shown_to_ld_admins_alone(signed_in, ld_admin, author, home):
    assert '"name": "people"' in signed_in(ld_admin).get("/admin/").content.decode()
    assert '"name": "people"' not in signed_in(author).get("/admin/").content.decode()


def test_operators_are_not_there_for_an_ld_admin(signed_in, ld_admin):
    operator = factories.person("Olga", is_superuser=True)
    client = signed_in(ld_admin)
    assert operator.email not in client.get(reverse("wagtailusers_users:index")).content.decode()
    for name in OF_A_PERSON:
        for method in (client.get, client.post):
            assert method(reverse(name, args=[operator.pk])).status_code == 404, name


@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_nobody_is_changed_in_bulk(signed_in, ld_admin, learner, action):
    operator = factories.person("Olga", is_superuser=True)
    form = {"role": Group.objects.get(name=AUTHORS).pk, "mark_as_active": "False"}
    for person in (ld_admin, operator):
        url = f"/admin/bulk/accounts/user/{action}/?id={learner.pk}"
        assert signed_in(person).post(url, form).status_code == 404
    learner.refresh_from_db()
    assert learner.is_active and not learner.groups.exists()


def test_people_are_not_deleted_and_wagtails_groups_stay_the_operators(signed_in, ld_admin, learner):
    client = signed_in(ld_admin)
    assert client.post(f"/admin/users/delete/{learner.pk}/").status_code == 404
    assert client.get("/admin/groups/")["Location"] == "/admin/"
    assert client.get("/admin/users/new/")["Location"] == reverse("invitations:add")
    assert User.objects.filter(pk=learner.pk).exists()
