"""Inviting people: one address or a pasted list, resending, taking back."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.invitation_mail import send_invitation
from accounts.models import Craft, Invitation, Team, User
from accounts.queries import roles_given_by
from accounts.services.refusal import Refused

MOST_AT_ONCE = 200
_SEPARATORS = re.compile(r"[\r\n;]+|,(?=[^@]*@)")


class Outcome(models.TextChoices):
    SENT = "sent", "Invited"
    NOT_SENT = "not_sent", "Kept, but its mail did not go out"
    NO_ADDRESS = "no_address", "Not an address"
    ALREADY_HERE = "already_here", "Already here"
    ALREADY_INVITED = "already_invited", "Already invited"


@dataclass(frozen=True)
class InviteResult:
    """What became of one line. line: as it was written. message: what to do, where anything is."""

    line: str
    email: str
    outcome: Outcome
    message: str = ""

    @property
    def sent(self) -> bool:
        return self.outcome == Outcome.SENT


def invite(
    *,
    by: User,
    addresses: str,
    roles: Iterable[str] = (),
    team: Team | None = None,
    manages: bool = False,
    craft: str = Craft.WRITER,
) -> list[InviteResult]:
    """Invite everyone in a pasted list: ``ada@x.org`` or ``Ada Marsh <ada@x.org>``, by lines or commas.

    Each line stands on its own: one that cannot be invited does not hold up the rest.
    Raises Refused (nobody, too_many, role_above_own).
    """
    lines = [line.strip() for line in _SEPARATORS.split(addresses) if line.strip(" ,")]
    if not lines:
        raise Refused("nobody", "Write at least one address.")
    if len(lines) > MOST_AT_ONCE:
        raise Refused(
            "too_many", f"{len(lines)} addresses at once: send at most {MOST_AT_ONCE}, then the rest."
        )
    roles = sorted(set(roles))
    if not set(roles) <= set(roles_given_by(by)):
        raise Refused(
            "role_above_own", "You can give only roles that you may give. Ask an L&D admin for the others."
        )
    facts = {"roles": roles, "team": team, "manages": manages and team is not None, "craft": craft}
    return [_invite_one(by, line.strip(" ,"), facts) for line in lines]


def _invite_one(by: User, line: str, facts: dict) -> InviteResult:
    name, email = parseaddr(line)
    email = email.lower()
    try:
        validate_email(email)
    except ValidationError:
        message = "Write it as ada@studio.example or Ada Marsh <ada@studio.example>."
        return InviteResult(line, "", Outcome.NO_ADDRESS, message)
    person = User.objects.filter(email__iexact=email).first()
    if person is not None:
        message = (
            "They can sign in." if person.is_active else "They are deactivated: bring them back under People."
        )
        return InviteResult(line, email, Outcome.ALREADY_HERE, message)
    first_name, _, last_name = name.partition(" ")
    invitation = Invitation(
        email=email, first_name=first_name[:150], last_name=last_name.strip()[:150], invited_by=by, **facts
    )
    token = invitation.renew()
    try:
        with transaction.atomic():
            invitation.save()
            log(instance=invitation, action="accounts.invite", user=by)
    except IntegrityError:
        return InviteResult(
            line, email, Outcome.ALREADY_INVITED, "Send it again or take it back in the list."
        )
    return _sent(line, invitation, token)


def _sent(line: str, invitation: Invitation, token: str) -> InviteResult:
    try:
        send_invitation(invitation, token)
    except (smtplib.SMTPException, OSError) as error:
        message = f"The mail server said: {error}. Send it again from the list once mail works."
        return InviteResult(line, invitation.email, Outcome.NOT_SENT, message)
    return InviteResult(line, invitation.email, Outcome.SENT)


def resend(*, invitation: Invitation, by: User) -> InviteResult:
    """Send a new link for fourteen days; the old one stops working. Raises Refused (accepted, revoked)."""
    with transaction.atomic():
        invitation = _unanswered(invitation)
        token = invitation.renew()
        invitation.save(update_fields=["token_digest", "expires_at"])
        log(instance=invitation, action="accounts.resend", user=by)
    return _sent(invitation.email, invitation, token)


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> Invitation:
    """Take an invitation back: its link says so from now on. Raises Refused (accepted, revoked)."""
    invitation = _unanswered(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    log(instance=invitation, action="accounts.revoke", user=by)
    return invitation


def _unanswered(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.accepted_at:
        raise Refused("accepted", f"{invitation.email} has accepted already: look for them under People.")
    if invitation.revoked_at:
        raise Refused("revoked", f"The invitation of {invitation.email} was taken back. Invite them again.")
    return invitation
