"""Taking up a learning path and leaving it, and bringing paths in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from courses.models import LearningPath, PathChoice
from courses.services.answers import Refused


@transaction.atomic
def choose_path(*, user: User, path: LearningPath) -> PathChoice:
    """Take a path up. Taken up twice, it is chosen since the first time. Raises Refused (withdrawn)."""
    if not LearningPath.objects.select_for_update().filter(pk=path.pk, live=True).exists():
        raise Refused("withdrawn", f"“{path.title}” is not offered any more. Choose another path.")
    return PathChoice.objects.get_or_create(user=user, path=path)[0]


@transaction.atomic
def leave_path(*, user: User, path: LearningPath) -> None:
    """Put a path down. What was finished on it stands. Not being on it changes nothing."""
    PathChoice.objects.filter(user=user, path=path).delete()


@transaction.atomic
def save_path(*, slug: str, **facts: Any) -> tuple[LearningPath, bool]:
    """Make the path of that slug, or bring it up to date. Returns it and whether anything changed.

    facts: the other fields of LearningPath; stops as it stores them. Raises Refused (faults).
    """
    found = LearningPath.objects.select_for_update().filter(slug=slug).first()
    path = found or LearningPath(slug=slug)
    before = None if found is None else _facts(found, facts)
    for name, value in facts.items():
        setattr(path, name, value)
    try:
        path.full_clean()
    except ValidationError as error:
        raise Refused("faults", " ".join(error.messages)) from error
    if before == _facts(path, facts):
        return path, False
    path.save()
    return path, True


def _facts(path: LearningPath, names: Mapping[str, Any]) -> dict[str, Any]:
    return {name: path.nodes if name == "stops" else getattr(path, name) for name in names}
