"""Labs kept as data: what a fixture or an import says becomes a published lab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from labs.contract import Refused
from labs.models import Lab
from labs.registry import types
from labs.services.wholeness import said_of


@transaction.atomic
def keep_lab(*, slug: str, kind: str, task: Mapping[str, Any], by: User | None = None, **said: Any) -> Lab:
    """Make or renew a lab and publish it; nothing happens where it says all that already.

    task: the values of its type's form, as their fields keep them. said: title, introduction, context,
    minutes. Raises Refused (unknown_type, invalid_lab) with what is wrong.
    """
    if kind not in types():
        raise Refused("unknown_type", f"There is no type of lab “{kind}”. There are: {', '.join(types())}.")
    lab = Lab.objects.filter(slug=slug).first() or Lab(slug=slug, live=False)
    before = _said(lab) if lab.pk else None
    for name, value in said.items():
        setattr(lab, name, value)
    block = Lab.task.field.stream_block
    raw = [{"type": kind, "value": dict(task), "id": lab.task[0].id if lab.task else None}]
    try:
        lab.task = block.clean(block.to_python(raw))
        lab.full_clean(exclude=["latest_revision", "live_revision"])
    except ValidationError as error:
        raise Refused("invalid_lab", f"Lab “{slug}”: {said_of(error)}") from error
    if before == _said(lab):
        return lab
    lab.save()
    lab.save_revision(user=by).publish(user=by)
    lab.refresh_from_db()
    return lab


def _said(lab: Lab) -> dict[str, Any]:
    return {"task": _without_ids(lab.task.get_prep_value())} | {
        name: getattr(lab, name) for name in ("title", "introduction", "context", "minutes")
    }


def _without_ids(value: Any) -> Any:
    """Blocks without their ids, which are new each time a file is read."""
    if isinstance(value, Mapping):
        return {key: _without_ids(one) for key, one in value.items() if key != "id"}
    return [_without_ids(one) for one in value] if isinstance(value, list) else value
