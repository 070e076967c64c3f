import datetime
import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models.team import Team
from accounts.models.user import Craft
from accounts.roles import ROLES

LASTS = datetime.timedelta(days=14)


class InvitationState(models.TextChoices):
    OPEN = "open", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    REVOKED = "revoked", "Taken back"
    EXPIRED = "expired", "Run out"


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def validate_roles(names: list[str]) -> None:
    if not isinstance(names, list) or not set(names) <= set(ROLES):
        raise ValidationError(f"Choose among these roles: {', '.join(ROLES)}.")


def expiry() -> datetime.datetime:
    return timezone.now() + LASTS


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        """Neither accepted nor taken back; they may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)

    def by_token(self, token: str):
        return self.filter(token_digest=token_digest(token))

    def in_state(self, state: str):
        """Those in one InvitationState, as `Invitation.state` tells it."""
        now = timezone.now()
        return {
            InvitationState.ACCEPTED: self.filter(accepted_at__isnull=False),
            InvitationState.REVOKED: self.filter(accepted_at=None, revoked_at__isnull=False),
            InvitationState.EXPIRED: self.unanswered().filter(expires_at__lte=now),
            InvitationState.OPEN: self.unanswered().filter(expires_at__gt=now),
        }[InvitationState(state)]


class Invitation(models.Model):
    """A place kept for someone. Its token is in their mail only; here lies its SHA-256."""

    email = models.EmailField("e-mail address")
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    craft = models.CharField(max_length=20, choices=Craft.choices, default=Craft.WRITER)
    roles = models.JSONField(default=list, blank=True, validators=[validate_roles])
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    manages = models.BooleanField("manages the team", default=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=expiry)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_invitation_waits_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if self.expires_at <= timezone.now() else InvitationState.OPEN

    def renew(self) -> str:
        """Give it a fresh token and fourteen days, unsaved. Returns the token; earlier links stop working."""
        token = secrets.token_urlsafe(32)
        self.token_digest = token_digest(token)
        self.expires_at = expiry()
        return token
