"""How hard questions are, by the newest calibration, and what the next one is worked out from."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from courses.changes import ChangeKind, How
from courses.models import Calibration, ChangedQuestion, Evidence, EvidenceKind, ItemDifficulty
from courses.queries.changes import counted

UNCALIBRATED = {"version": 0, "difficulty": 0.0, "variance": 0.0}
"""A question nobody has measured is taken for an average one."""


def calibration_of(module_id: int, block_id: str) -> dict[str, Any]:
    """What evidence about a question is weighed with: version, difficulty and variance. One query.

    Version 0 where the newest calibration does not know the question, or only as it was before a change that
    recertified it.
    """
    found = _newest(module_id).filter(block_id=block_id)
    names = ("calibration__number", "difficulty", "variance")
    row = found.values_list(*names).first()
    return dict(zip(UNCALIBRATED, row, strict=True)) if row else dict(UNCALIBRATED)


def difficulties(module_id: int) -> dict[str, float]:
    """Block id -> difficulty in logits, of the questions whose difficulty is known. One query."""
    return dict(_newest(module_id).values_list("block_id", "difficulty"))


def _newest(module_id: int) -> QuerySet[ItemDifficulty]:
    newest = Calibration.objects.order_by("-number").values("pk")[:1]
    asked_anew = ChangedQuestion.objects.filter(
        change__module=OuterRef("module"),
        change__kind=ChangeKind.RECERTIFY,
        change__published_at__gt=OuterRef("calibration__made_at"),
        block_id=OuterRef("block_id"),
    ).exclude(how=How.ADDED)
    rows = ItemDifficulty.objects.filter(calibration=Subquery(newest), module=module_id)
    return rows.exclude(Exists(asked_anew))


def latest_calibration() -> Calibration | None:
    return Calibration.objects.order_by("-number").first()


def first_answers() -> QuerySet[Evidence]:
    """What difficulties rest on: first tries of first attempts, as far as they count, in order of time.

    Asking to be shown is no answer.
    """
    first = Evidence.objects.filter(kind=EvidenceKind.QUESTION, attempt__number=1, try_number=1)
    return counted(first).order_by("created_at", "pk")
