"""Badges issued, withdrawn and issued anew."""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.services import Refused
from gamification.engines import openbadges as ob
from gamification.models import BadgeAward, Credential, StatusEntry
from gamification.services import sayings
from gamification.services.signing import signer

PLACES = 131_072
FULL = PLACES // 2
"""Half full, so that a place drawn at random is soon a free one, and tells nothing of who came when."""
REPLACED = "Replaced by a newer copy."


@transaction.atomic
def issue(
    *,
    award: BadgeAward,
    shared_evidence: Sequence[ob.Shown] = (),
    at: datetime.datetime | None = None,
    name: bool = False,
    level: bool = True,
) -> Credential:
    """The award as a signed badge; the one there is, where it says the same already.

    shared_evidence, name, level: what its learner chose to show. A badge that says otherwise is withdrawn and
    followed by the new one. Raises Refused (no_key, unsigned); the award is kept all the same.
    """
    at = at or timezone.now()
    # Two at once would each issue one: the second waits here and finds the first's.
    locked = BadgeAward.objects.select_for_update(of=("self",))
    award = locked.select_related("badge", "user").get(pk=award.pk)
    standing = list(
        Credential.objects.filter(award=award, status__revoked_at=None).select_related("status", "key")
    )
    says = sayings.facts(award, evidence=shared_evidence, name=name, level=level)
    digest = _digest(says)
    for one in standing:
        if one.digest == digest and one.key.revoked_at is None:
            return one
    fresh = _issue(award, says, digest, at)
    for one in standing:
        Credential.objects.filter(pk=one.pk).update(replaced_by=fresh)
        revoke(credential=one, reason=REPLACED, at=at)
    return fresh


@transaction.atomic
def revoke(*, credential: Credential, reason: str, at: datetime.datetime | None = None) -> None:
    """Withdraw a badge for good: its bit is set in the list that everyone may read. Twice changes nothing."""
    entry = StatusEntry.objects.select_for_update().get(pk=credential.status_id)
    if entry.revoked_at is not None:
        return
    entry.revoked_at = at or timezone.now()
    entry.save(update_fields=["revoked_at"])
    Credential.objects.filter(pk=credential.pk).update(reason=reason)
    credential.reason, credential.status = reason, entry


@transaction.atomic
def renew(
    *,
    credential: Credential,
    award: BadgeAward,
    shared_evidence: Sequence[ob.Shown] = (),
    at: datetime.datetime | None = None,
    name: bool = False,
    level: bool = True,
) -> Credential:
    """The badge of the award that follows. The one before stands to its own end, and names its successor."""
    fresh = issue(award=award, shared_evidence=shared_evidence, at=at, name=name, level=level)
    if fresh.pk != credential.pk:
        Credential.objects.filter(pk=credential.pk).update(replaced_by=fresh)
        credential.replaced_by = fresh
    return fresh


def show(*, credential: Credential, public: bool) -> None:
    """Let whoever has its address see it, or nobody."""
    Credential.objects.filter(pk=credential.pk).update(public=public)
    credential.public = public


def _issue(award: BadgeAward, says: ob.Facts, digest: str, at: datetime.datetime) -> Credential:
    by, place, credential_id = signer(), _free_place(), uuid.uuid4()
    facts = sayings.of_its_own(says, credential_id, place)
    try:
        document = ob.sign_credential(ob.credential(facts), by.pem, f"{facts.issuer.id}#{by.key.name}", at=at)
    except ob.Unsigned as error:
        raise Refused("unsigned", f"The badge could not be signed: {error}") from error
    return Credential.objects.create(
        id=credential_id,
        award=award,
        digest=digest,
        document=document,
        key=by.key,
        status=place,
        issued_at=at,
        valid_until=facts.valid_until,
    )


def _free_place() -> StatusEntry:
    last = StatusEntry.objects.order_by("number").last()
    number = last.number if last else 1
    if StatusEntry.objects.filter(number=number).count() >= FULL:
        number += 1
    while True:
        try:
            with transaction.atomic():
                return StatusEntry.objects.create(number=number, index=secrets.randbelow(PLACES))
        except IntegrityError:
            continue  # taken; half of them are free


def _digest(facts: ob.Facts) -> str:
    said = json.dumps(ob.credential(facts), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
