"""Labs kept as data: what a fixture or an import says becomes a published lab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.blocks import StreamBlock

from accounts.models import User
from labs.contract import Refused
from labs.models import Lab
from labs.registry import types
from labs.services.wholeness import said_of


@transaction.atomic
def keep_lab(
    *,
    slug: str,
    kind: str,
    task: Mapping[str, Any],
    criteria: Sequence[Mapping[str, Any]] = (),
    by: User | None = None,
    **said: Any,
) -> Lab:
    """Make or renew a lab and publish it; nothing happens where it says all that already.

    task: the values of its type's form, as their fields keep them. criteria: of its rubric, likewise. said:
    title, introduction, context, minutes, review_to_pass. Raises Refused (unknown_type, invalid_lab) with
    what is wrong.
    """
    if kind not in types():
        raise Refused("unknown_type", f"There is no type of lab “{kind}”. There are: {', '.join(types())}.")
    lab = Lab.objects.filter(slug=slug).first() or Lab(slug=slug, live=False)
    before = _said(lab) if lab.pk else None
    for name, value in said.items():
        setattr(lab, name, value)
    raw = [{"type": kind, "value": dict(task), "id": lab.task[0].id if lab.task else None}]
    asked = [{"type": "criterion", "value": dict(one)} for one in criteria]
    try:
        lab.task = _cleaned(Lab.task.field.stream_block, raw)
        lab.criteria = _cleaned(Lab.criteria.field.stream_block, asked)
        lab.full_clean(exclude=["latest_revision", "live_revision"])
    except ValidationError as error:
        raise Refused("invalid_lab", f"Lab “{slug}”: {said_of(error)}") from error
    if before == _said(lab):
        return lab
    lab.save()
    lab.save_revision(user=by).publish(user=by)
    lab.refresh_from_db()
    return lab


def _cleaned(block: StreamBlock, raw: Sequence[Mapping[str, Any]]) -> Any:
    """Raises ValidationError."""
    return block.clean(block.to_python(list(raw)))


def _said(lab: Lab) -> dict[str, Any]:
    plain = ("title", "introduction", "context", "minutes", "review_to_pass")
    return {name: _without_ids(getattr(lab, name).get_prep_value()) for name in ("task", "criteria")} | {
        name: getattr(lab, name) for name in plain
    }


def _without_ids(value: Any) -> Any:
    """Blocks without their ids, which are new each time a file is read."""
    if isinstance(value, Mapping):
        return {key: _without_ids(one) for key, one in value.items() if key != "id"}
    return [_without_ids(one) for one in value] if isinstance(value, list) else value
