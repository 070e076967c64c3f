"""What there is to know of issued badges. Reading only."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from enum import StrEnum

from gamification.models import BadgeAward, Credential, SigningKey, StatusEntry


class Fate(StrEnum):
    """How an issued badge stands; the words for it belong to the page that shows it."""

    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"
    KEY_REVOKED = "key revoked"


def fate(credential: Credential, at: datetime.datetime) -> Fate:
    """No query where award, status and key came with it, as from the functions below."""
    if credential.status.revoked_at:
        return Fate.REPLACED if credential.replaced_by_id else Fate.REVOKED
    if credential.key.revoked_at:
        return Fate.KEY_REVOKED
    if credential.valid_until and credential.valid_until <= at:
        return Fate.EXPIRED
    return Fate.VALID


def public_credential(credential_id: uuid.UUID) -> Credential | None:
    """The badge at an address, if its learner shows it. One query."""
    return _credentials().filter(pk=credential_id, public=True).first()


def current_credential(award: BadgeAward) -> Credential | None:
    """The one that was not withdrawn, nor its key given up. One query."""
    return _credentials().filter(award=award, status__revoked_at=None, key__revoked_at=None).first()


def shown_credential(award: BadgeAward) -> Credential | None:
    """The one that others can see, whatever became of its key. One query."""
    return _credentials().filter(award=award, public=True).first()


def keys() -> Sequence[SigningKey]:
    """Every key badges were signed with, the oldest first."""
    return list(SigningKey.objects.all())


def has_list(number: int) -> bool:
    return StatusEntry.objects.filter(number=number).exists()


def withdrawn(number: int) -> Sequence[int]:
    """The bits that are set in a status list."""
    rows = StatusEntry.objects.filter(number=number).exclude(revoked_at=None)
    return list(rows.values_list("index", flat=True))


def _credentials():
    return Credential.objects.select_related("award__badge", "award__user", "status", "key")
