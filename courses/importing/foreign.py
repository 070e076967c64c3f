"""Ids that belong to blocks of other modules: what was answered there must not seem answered here."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from wagtail.models import Revision

from courses.importing.draft import Draft
from courses.importing.source import Source
from courses.models import ModulePage


def refuse_foreign(
    source: Source,
    drafts: list[Draft],
    lines: Mapping[str, int],
    page: ModulePage,
    together: Collection[str] = (),
) -> None:
    """Raises ImportRefused for an id that another module has, unless this one has it already.

    lines: id -> where it is stated. together: slugs of modules that come with this one: blocks may have moved
    among them.
    """
    own = set(ids_in(page.body.stream_block.get_prep_value(page.body)))
    stated = {one.id for one in drafts if one.id} | set(ids_in([dict(one.value) for one in drafts]))
    stated -= own
    if not stated:
        return
    others = ModulePage.objects.exclude(slug__in=[page.slug, *together]).filter(latest_revision__isnull=False)
    titles = dict(others.values_list("latest_revision", "title"))
    for pk, content in Revision.objects.filter(pk__in=titles).order_by("pk").values_list("pk", "content"):
        if taken := sorted(stated & set(ids_in(json.loads(content["body"])))):
            raise source.refuse(
                lines.get(taken[0]),
                f"the id “{taken[0]}” belongs to a block of “{titles[pk]}”. Take it out here.",
            )


def ids_in(raw: Any) -> Iterator[str]:
    """Of blocks, also of those within others, such as the questions of a bank; not of items."""
    if isinstance(raw, dict):
        if {"type", "value"} <= raw.keys() and raw["type"] != "item" and raw.get("id"):
            yield raw["id"]
        for value in raw.values():
            yield from ids_in(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from ids_in(value)
