"""What a learner lets others see of a badge: chosen, issued as exactly that, shown, hidden, withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction

from courses.services import Refused
from gamification.engines.openbadges import Shown
from gamification.models import BadgeAward, BadgeShare, Credential
from gamification.queries.badges import Grounds, grounds_of
from gamification.queries.credentials import current_credential
from gamification.services import credentials

WITHDRAWN = "Withdrawn at the wish of the person who earned it."


@transaction.atomic
def share_badge(
    *,
    award: BadgeAward,
    public: bool,
    name: bool,
    level: bool,
    evidence: Collection[str] = (),
    at: datetime.datetime | None = None,
) -> Credential:
    """Keep the choices, and issue the badge that says exactly that.

    evidence: keys of `grounds_of`. A copy that said otherwise is withdrawn, and what it said is shown no
    more. Raises Refused (unknown_evidence, no_key, unsigned).
    """
    grounds = {one.key: one for one in grounds_of(award)}
    if unknown := set(evidence) - grounds.keys():
        raise Refused(
            "unknown_evidence",
            f"{len(unknown)} of the pieces chosen are not behind this badge. Reload the page, choose again.",
        )
    chosen = [grounds[key] for key in sorted(set(evidence))]
    choices = {"name": name, "level": level, "public": public}
    ids = sorted(pk for one in chosen for pk in one.ids)
    BadgeShare.objects.update_or_create(award=award, defaults={**choices, "evidence": ids})
    credential = credentials.issue(
        award=award, shared_evidence=[_shown(one) for one in chosen], at=at, name=name, level=level
    )
    Credential.objects.filter(award=award).exclude(pk=credential.pk).update(public=False)
    credentials.show(credential=credential, public=public)
    return credential


def _shown(one: Grounds) -> Shown:
    return Shown(name=f"Graded work in “{one.module}”", narrative=one.words)


@transaction.atomic
def stop_sharing(*, award: BadgeAward) -> None:
    """Nobody else sees it, under whatever address it had. The badge itself stays good."""
    BadgeShare.objects.filter(award=award).update(public=False)
    Credential.objects.filter(award=award).update(public=False)


@transaction.atomic
def withdraw_badge(*, award: BadgeAward, at: datetime.datetime | None = None) -> None:
    """Withdraw every issued copy for good: verifiers are told, and what they said is shown no more."""
    for credential in Credential.objects.filter(award=award).select_related("status"):
        credentials.revoke(credential=credential, reason=WITHDRAWN, at=at)
    Credential.objects.filter(award=award).update(public=False)


@transaction.atomic
def carry_on_sharing(
    *, award: BadgeAward, renewed: BadgeAward, at: datetime.datetime | None = None
) -> Credential | None:
    """What was shared of a badge is shared of the one that follows, but for its evidence.

    Raises Refused (no_key, unsigned); the renewed award is kept all the same, and nothing of it is shown.
    """
    share = BadgeShare.objects.filter(award=award).first()
    before = current_credential(award)
    if share is None or before is None:
        return None
    BadgeShare.objects.create(award=renewed, name=share.name, level=share.level, public=share.public)
    fresh = credentials.renew(credential=before, award=renewed, at=at, name=share.name, level=share.level)
    credentials.show(credential=fresh, public=share.public)
    return fresh
