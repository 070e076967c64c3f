"""A badge as whoever has its address sees it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from courses.models import Competency
from gamification.models import Credential
from gamification.queries.badges import Grounds, grounds_of
from gamification.queries.credentials import Fate, current_credential, fate


@dataclass(frozen=True)
class Shown:
    """credential: None where only its fate is told. follows: the copy that took its place, where it is shown.

    name: empty where it is not shown. grounds: what its learner chose.
    """

    badge: str
    fate: Fate
    credential: Credential | None = None
    name: str = ""
    level: str = ""
    grounds: tuple[Grounds, ...] = ()
    competencies: Sequence[Competency] = ()
    follows: Credential | None = None


def shown_at(credential_id: uuid.UUID, now: datetime.datetime) -> Shown | None:
    """None where its learner shows nothing. Of a copy withdrawn or replaced, only that. Four queries."""
    found = (
        Credential.objects.filter(pk=credential_id, award__share__public=True)
        .select_related("award__badge", "award__user", "award__share", "award__module", "status", "key")
        .select_related("replaced_by")
        .defer("award__module__body")
        .first()
    )
    if found is None:
        return None
    award, told = found.award, fate(found, now)
    if not found.public:
        if told not in (Fate.REPLACED, Fate.REVOKED):
            return None
        follows = current_credential(award)
        return Shown(award.badge.name, told, follows=follows if follows and follows.public else None)
    share = award.share
    ids = set(share.evidence)
    later = found.replaced_by if found.replaced_by and found.replaced_by.public else None
    return Shown(
        badge=award.badge.name,
        fate=told,
        credential=found,
        name=str(award.user) if share.name else "",
        level=award.get_level_display() if share.level else "",
        grounds=tuple(one for one in grounds_of(award) if ids.issuperset(one.ids)),
        competencies=Competency.objects.filter(slug__in=award.competencies),
        follows=later,
    )
