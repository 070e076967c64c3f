"""What a person may see: published, and not kept from them by Wagtail's page privacy."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from courses.models import ModulePage


def visible(pages: QuerySet, user) -> QuerySet:
    """Published pages a signed-in person may open. Those behind a shared password are left out."""
    pages = pages.live()
    for restriction in PageViewRestriction.objects.select_related("page").prefetch_related("groups"):
        if not _admits(restriction, user):
            pages = pages.not_descendant_of(restriction.page, inclusive=True)
    return pages


def _admits(restriction: PageViewRestriction, user) -> bool:
    if user.is_superuser or restriction.restriction_type == PageViewRestriction.LOGIN:
        return True
    if restriction.restriction_type != PageViewRestriction.GROUPS:
        return False
    return bool({group.pk for group in restriction.groups.all()} & {group.pk for group in user.groups.all()})


def visible_module(user, slug: str) -> ModulePage | None:
    """The module of that slug, if the person may open it."""
    return visible(ModulePage.objects.select_related("live_revision"), user).filter(slug=slug).first()
