"""The hands-on evidence that the gates of higher levels ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from courses.models import Evidence, EvidenceKind
from courses.queries import counted
from gamification.rules import Level, Tally

HANDS_ON = (EvidenceKind.LAB, EvidenceKind.TRANSFER, EvidenceKind.REVIEW)
PEERS = (Level.PRACTITIONER, Level.EXPERT)


def tally_of(user: User | int, competency: str) -> Tally:
    """What of it somebody has passed in a competency. One query."""
    return tallies_of(user, [competency])[competency]


def tallies_of(user: User | int, competencies: Iterable[str]) -> dict[str, Tally]:
    """Slug -> what of it somebody has passed there. One query, however many."""
    passed = Evidence.objects.filter(user=user, kind__in=HANDS_ON, correct=True, weight__gt=0)
    rows = list(
        counted(passed).values_list("kind", "context", "module", "block_id", "response", "competencies")
    )
    return {slug: _tally([row for row in rows if row[5].get(slug)]) for slug in competencies}


def _tally(mine: list[tuple[Any, ...]]) -> Tally:
    labs = {(module, block): context for kind, context, module, block, *_ in mine if kind == EvidenceKind.LAB}
    reviews = [row[4] for row in mine if row[0] == EvidenceKind.REVIEW]
    return Tally(
        labs=len(labs),
        contexts=len({context for context in labs.values() if context}),
        reviews=sum(bool(one.get("blind")) and one.get("reviewer_level") in PEERS for one in reviews),
        transfers=sum(row[0] == EvidenceKind.TRANSFER for row in mine),
    )
