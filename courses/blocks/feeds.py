"""What a single question or lab says something about, where that is not what its module says."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from wagtail import blocks

LEAST, MOST = 0.05, 1.0
"""What a weight may be."""


def competencies() -> list[tuple[str, str]]:
    """(slug, name) of all, as they are at the moment it is asked. One query."""
    rows = apps.get_model("courses", "Competency").objects.order_by("name")
    return [
        (slug, f"{name} (withdrawn)" if archived_at else name)
        for slug, name, archived_at in rows.values_list("slug", "name", "archived_at")
    ]


class CompetencyBlock(blocks.ChoiceBlock):
    """A slug: evidence is kept under it, and revisions outlive the row."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("choices", None)
        super().__init__(choices=competencies, **kwargs)
        self.field.error_messages["invalid_choice"] = (
            "There is no competency “%(value)s” any more. Choose another, or take the line out."
        )


class FeedBlock(blocks.StructBlock):
    competency = CompetencyBlock()
    # Drafts may lack it; the gate asks for it.
    weight = blocks.FloatBlock(
        required=False,
        default=MOST,
        min_value=LEAST,
        max_value=MOST,
        help_text="0.05 to 1: how much an answer tells.",
    )

    class Meta:
        icon = "tag"
        label = "Competency"


class FeedsBlock(blocks.ListBlock):
    """Its entries are named by what they say, so files need state no ids for them."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {
            "default": [],
            "search_index": False,
            "label": "Competencies of its own",
            "help_text": "Only where it tells of something else than its module. Empty: the module’s own.",
        }
        super().__init__(FeedBlock(), **(usual | kwargs))

    def get_prep_value(self, value: Any) -> list[dict[str, Any]]:
        entries, seen = super().get_prep_value(value), Counter[str]()
        for entry in entries:
            slug = entry["value"]["competency"] or ""
            entry["id"] = named(slug, seen[slug])
            seen[slug] += 1
        return entries


def named(slug: str, before: int = 0) -> str:
    """The id of an entry. before: how many of the same slug stand above it."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{before} {slug}"))


def feeds_of(value: Mapping[str, Any]) -> dict[str, float]:
    """Slug -> weight, of a block's value. What lacks either says nothing yet."""
    stated = ((one["competency"], one["weight"]) for one in value.get("feeds") or ())
    return {slug: weight for slug, weight in stated if slug and weight and LEAST <= weight <= MOST}


def fed_in(raw: Any) -> Iterator[str]:
    """Slugs that a raw body names, at any depth."""
    if isinstance(raw, Mapping):
        yield from (one["value"]["competency"] for one in raw.get("feeds") or ())
        yield from (slug for one in raw.values() for slug in fed_in(one))
    elif isinstance(raw, list):
        yield from (slug for one in raw for slug in fed_in(one))
