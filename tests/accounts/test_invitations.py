import datetime

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Invitation, InvitationState, User
from accounts.roles import AUTHORS, LD_ADMINS
from accounts.services import Outcome, Refused, invite, resend, revoke
from tests.people import link_in


def test_a_pasted_list_is_invited_line_by_line(ld_admin, team):
    results = invite(
        by=ld_admin,
        addresses="Ada Marsh <Ada@Studio.example>\nben@studio.example, cleo@studio.example",
        team=team,
    )
    assert [(one.email, one.outcome) for one in results] == [
        ("ada@studio.example", Outcome.SENT),
        ("ben@studio.example", Outcome.SENT),
        ("cleo@studio.example", Outcome.SENT),
    ]
    ada = Invitation.objects.get(email="ada@studio.example")
    assert (ada.first_name, ada.last_name, ada.team, ada.invited_by) == ("Ada", "Marsh", team, ld_admin)
    assert [message.to for message in mail.outbox] == [[one.email] for one in results]


def test_a_bad_line_does_not_hold_up_the_others(ld_admin, learner):
    outcomes = [
        one.outcome
        for one in invite(by=ld_admin, addresses=f"not an address\n{learner.email.upper()}\nnew@x.example")
    ]
    assert outcomes == [Outcome.NO_ADDRESS, Outcome.ALREADY_HERE, Outcome.SENT]
    assert len(mail.outbox) == 1


def test_an_address_waits_once(ld_admin):
    invite(by=ld_admin, addresses="ada@studio.example")
    (again,) = invite(by=ld_admin, addresses="ADA@studio.example")
    assert again.outcome == Outcome.ALREADY_INVITED and len(mail.outbox) == 1


def test_the_mail_has_the_link_as_text_and_html_and_the_database_has_not(ld_admin):
    invite(by=ld_admin, addresses="ada@studio.example")
    message = mail.outbox[0]
    html = message.alternatives[0].content
    path, token = link_in(message)
    assert path in html and "http://127.0.0.1:8000/accounts/invitation/" in message.body
    row = Invitation.objects.values().get()
    assert all(token not in str(value) for value in row.values())


def test_sending_again_makes_the_old_link_void_and_lasts_fourteen_days(ld_admin):
    invite(by=ld_admin, addresses="ada@studio.example")
    invitation = Invitation.objects.get()
    _, old = link_in(mail.outbox[0])
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    resend(invitation=invitation, by=ld_admin)
    _, new = link_in(mail.outbox[1])
    assert not Invitation.objects.by_token(old).exists()
    renewed = Invitation.objects.by_token(new).get()
    assert renewed.state == InvitationState.OPEN
    assert renewed.expires_at - timezone.now() > datetime.timedelta(days=13, hours=23)


def test_one_taken_back_cannot_be_sent_again_but_the_address_can_be_invited(ld_admin):
    invite(by=ld_admin, addresses="ada@studio.example")
    invitation = revoke(invitation=Invitation.objects.get(), by=ld_admin)
    with pytest.raises(Refused, match="Invite them again"):
        resend(invitation=invitation, by=ld_admin)
    assert invite(by=ld_admin, addresses="ada@studio.example")[0].sent


@pytest.mark.parametrize("roles", [[AUTHORS], [LD_ADMINS]])
def test_nobody_gives_a_role_above_their_own(author, roles):
    with pytest.raises(Refused) as refused:
        invite(by=author, addresses="ada@studio.example", roles=roles)
    assert refused.value.code == "role_above_own" and not Invitation.objects.exists()


@pytest.mark.parametrize(("addresses", "code"), [(" \n , ", "nobody"), ("a@x.example\n" * 201, "too_many")])
def test_an_empty_or_endless_list_is_refused_with_what_to_do(ld_admin, addresses, code):
    with pytest.raises(Refused) as refused:
        invite(by=ld_admin, addresses=addresses)
    assert refused.value.code == code


def test_a_mail_server_that_refuses_is_told_and_the_invitation_kept(ld_admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    (result,) = invite(by=ld_admin, addresses="ada@studio.example")
    assert result.outcome == Outcome.NOT_SENT and "Send it again" in result.message
    assert Invitation.objects.filter(email="ada@studio.example").exists()


def test_states_are_told_alike_by_the_row_and_by_the_list(ld_admin):
    invite(by=ld_admin, addresses="open@x.example\nlate@x.example\nback@x.example\nhere@x.example")
    past = timezone.now() - datetime.timedelta(seconds=1)
    Invitation.objects.filter(email="late@x.example").update(expires_at=past)
    Invitation.objects.filter(email="back@x.example").update(revoked_at=past)
    here = User.objects.create_user("here@x.example")
    Invitation.objects.filter(email="here@x.example").update(accepted_at=past, accepted_by=here)
    for state in InvitationState:
        (one,) = Invitation.objects.in_state(state)
        assert one.state == state
