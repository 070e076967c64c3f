"""Revisions that something stands on."""

from __future__ import annotations

from django.db.models import CASCADE, PROTECT
from wagtail.models import Page, Revision


def is_pinned(revision: Revision) -> bool:
    """Whether it is published, or rows live by it: attempts, answers, productions, media. A query each."""
    if Page.objects.filter(live_revision=revision).exists():
        return True
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: revision}).exists()
        for relation in Revision._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and relation.on_delete in (CASCADE, PROTECT)
        and not relation.related_model.__module__.startswith("wagtail.")
    )
