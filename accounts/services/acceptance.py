"""Taking the place one was invited to."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.models import Invitation, InvitationState, Membership, User
from accounts.services.people import OWN_FIELDS
from accounts.services.refusal import Refused

DOUBLE_PRESS = datetime.timedelta(minutes=5)

_CLOSED = {
    InvitationState.ACCEPTED: (
        "used",
        "This invitation was used already. Sign in with your address and password.",
    ),
    InvitationState.REVOKED: ("revoked", "This invitation was taken back. Ask the person who invited you."),
    InvitationState.EXPIRED: (
        "expired",
        "This invitation has run out. Ask the person who invited you to send it again.",
    ),
}


def refusal_of(invitation: Invitation | None) -> Refused | None:
    """Why an invitation cannot be accepted now; None where it can."""
    if invitation is None:
        return Refused(
            "unknown", "This link is not whole, or a newer one was sent. Open the latest mail we sent you."
        )
    if invitation.state != InvitationState.OPEN:
        return Refused(*_CLOSED[invitation.state])
    return None


@transaction.atomic
def accept(*, token: str, password: str, **own: str) -> User:
    """Make the person of an invitation: sign-in, roles and membership. The form has validated the password.

    own: OWN_FIELDS. Pressing twice gives the same person.
    Raises Refused (unknown, used, revoked, expired, already_here).
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).by_token(token).select_related("team").first()
    )
    if invitation is not None and _pressed_twice(invitation, password):
        return invitation.accepted_by
    if refused := refusal_of(invitation):
        raise refused
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise Refused(
            "already_here", "Someone with this address is here already. Sign in, or set a new password."
        )
    user = _person_of(invitation, password, own)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return user


def _person_of(invitation: Invitation, password: str, own: dict[str, str]) -> User:
    user = User.objects.create_user(invitation.email, password, **{name: own[name] for name in OWN_FIELDS})
    # The mail with the token arrived there, so the address is theirs.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.set(Group.objects.filter(name__in=invitation.roles))
    if invitation.team:
        Membership.objects.create(
            team=invitation.team, user=user, manages=invitation.manages, starts_on=timezone.localdate()
        )
    return user


def _pressed_twice(invitation: Invitation, password: str) -> bool:
    person, when = invitation.accepted_by, invitation.accepted_at
    if person is None or when is None or timezone.now() - when >= DOUBLE_PRESS:
        return False
    return person.is_active and person.check_password(password)
