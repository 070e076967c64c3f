import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from accounts.models import Invitation, InvitationState, Membership, User
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from accounts.services import invite
from tests import factories
from tests.people import ACCEPTED, link_in, sign_in


def facts(person, **changed):
    names = ("first_name", "last_name", "email", "craft", "time_zone", "locale", "preferred_format")
    return {name: getattr(person, name) for name in names} | changed


def edit(person):
    return reverse("wagtailusers_users:edit", args=[person.pk])


def test_an_ld_admin_invites_a_list_and_reads_what_became_of_each_line(signed_in, ld_admin, team, learner):
    form = {
        "addresses": f"Ada Marsh <ada@x.example>\n{learner.email}\nrubbish",
        "team": team.pk,
        "craft": "sound",
    }
    page = signed_in(ld_admin).post(reverse("invitations:add"), form).content.decode()
    assert "1 of 3 invited" in page and "Already here" in page and "Not an address" in page
    assert Invitation.objects.get().craft == "sound" and len(mail.outbox) == 1


def test_the_whole_way_from_invitation_to_signed_in_author(signed_in, client, ld_admin, team):
    form = {"addresses": "ada@x.example", "team": team.pk, "craft": "sound", "roles": [AUTHORS]}
    signed_in(ld_admin).post(reverse("invitations:add"), form)
    client.post(link_in(mail.outbox[0])[0], ACCEPTED)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"addresses": ""}, "required"),
        ({"addresses": "a@x.example", "manages": "on"}, "Choose the team they manage"),
    ],
)
def test_an_invitation_that_lacks_something_says_what(signed_in, ld_admin, form, words):
    page = signed_in(ld_admin).post(reverse("invitations:add"), {"craft": "sound", **form})
    assert words in page.content.decode() and not Invitation.objects.exists()


def test_invitations_are_sent_again_and_taken_back(signed_in, ld_admin):
    invite(by=ld_admin, addresses="ada@x.example")
    invitation, client = Invitation.objects.get(), signed_in(ld_admin)
    client.post(reverse("invitations:resend", args=[invitation.pk]))
    assert len(mail.outbox) == 2
    client.post(reverse("invitations:revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.REVOKED
    late = client.post(reverse("invitations:resend", args=[invitation.pk]), follow=True)
    assert "Invite them again" in late.content.decode() and len(mail.outbox) == 2


@pytest.mark.parametrize("state", InvitationState.values)
def test_the_list_of_invitations_is_filtered_by_state(signed_in, ld_admin, state):
    invite(by=ld_admin, addresses="ada@x.example")
    page = signed_in(ld_admin).get(reverse("invitations:index"), {"state": state}).content.decode()
    assert ("ada@x.example" in page) == (state == InvitationState.OPEN)


def test_someones_facts_and_roles_are_changed(signed_in, ld_admin, learner):
    form = facts(learner, craft="vfx", time_zone="Asia/Tokyo", email="LENA@studio.example") | {
        "roles": [REVIEWERS]
    }
    assert signed_in(ld_admin).post(edit(learner), form)["Location"] == reverse("wagtailusers_users:index")
    learner.refresh_from_db()
    assert (learner.craft, learner.time_zone, learner.email) == ("vfx", "Asia/Tokyo", "lena@studio.example")
    assert [group.name for group in learner.groups.all()] == [REVIEWERS]


def test_a_new_address_signs_in_and_the_old_one_does_not(signed_in, client, ld_admin, learner):
    signed_in(ld_admin).post(edit(learner), facts(learner, email="new@studio.example"))
    assert sign_in(client, "lena.brandt@studio.example").status_code == 200
    assert sign_in(client, "new@studio.example").status_code == 302


def test_an_address_that_someone_has_is_refused_in_any_case(signed_in, ld_admin, learner, outsider):
    page = signed_in(ld_admin).post(edit(learner), facts(learner, email=outsider.email.upper()))
    assert "Someone already has this address" in page.content.decode()


def test_an_ld_admin_makes_no_operator_and_gives_no_group_but_the_roles(signed_in, ld_admin, learner):
    powerful = Group.objects.create(name="Everything")
    form = facts(learner) | {
        "is_superuser": "on",
        "is_staff": "on",
        "groups": [powerful.pk],
        "password1": "x",
    }
    signed_in(ld_admin).post(edit(learner), form)
    assert (
        "Select a valid choice"
        in signed_in(ld_admin)
        .post(edit(learner), facts(learner) | {"roles": ["Everything"]})
        .content.decode()
    )
    learner = User.objects.get(pk=learner.pk)
    assert not learner.is_superuser and not learner.groups.exists()
    assert learner.check_password(factories.PASSWORD)


def test_groups_beyond_the_roles_stay_as_an_operator_set_them(signed_in, ld_admin, learner):
    learner.groups.add(Group.objects.create(name="Night shift"))
    signed_in(ld_admin).post(edit(learner), facts(learner) | {"roles": [AUTHORS]})
    assert set(learner.groups.values_list("name", flat=True)) == {"Night shift", AUTHORS}


def test_nobody_takes_their_own_ld_role_away(signed_in, ld_admin):
    page = signed_in(ld_admin).post(edit(ld_admin), facts(ld_admin) | {"roles": []})
    assert "Ask another L&amp;D admin" in page.content.decode()
    assert ld_admin.groups.filter(name=LD_ADMINS).exists()


def test_the_list_of_people_asks_the_database_as_often_for_forty_as_for_four(
    signed_in, ld_admin, team, django_assert_max_num_queries
):
    client = signed_in(ld_admin)
    for number in range(15):
        factories.person(f"P{number}", team=team, roles=[AUTHORS])
    with django_assert_max_num_queries(20):
        page = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert "Night Ferry" in page


def test_moving_by_the_page_moves(signed_in, ld_admin, learner, other_team):
    url = reverse("wagtailusers_users:move", args=[learner.pk])
    page = signed_in(ld_admin).post(url, {"team": other_team.pk}, follow=True).content.decode()
    assert "belongs to Second unit from today" in page
    assert Membership.objects.get(user=learner, ends_on=None).team == other_team


def test_deactivating_and_bringing_back_by_the_page(signed_in, ld_admin, learner):
    client = signed_in(ld_admin)
    client.post(reverse("wagtailusers_users:deactivate", args=[learner.pk]))
    learner.refresh_from_db()
    assert not learner.is_active
    client.post(reverse("wagtailusers_users:reactivate", args=[learner.pk]))
    learner.refresh_from_db()
    assert learner.is_active


def test_nobody_deactivates_themselves(signed_in, ld_admin):
    url = reverse("wagtailusers_users:deactivate", args=[ld_admin.pk])
    page = signed_in(ld_admin).post(url, follow=True).content.decode()
    assert "cannot deactivate yourself" in page
    ld_admin.refresh_from_db()
    assert ld_admin.is_active
