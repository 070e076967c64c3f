"""What a person may see: published, and not kept from them by Wagtail's page privacy."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from courses.models import ModulePage


def visible(pages: QuerySet, user) -> QuerySet:
    """Published pages a signed-in person may open. Those behind a shared password are left out."""
    pages = pages.live()
    for restriction in _closed(PageViewRestriction.objects.select_related("page"), user):
        pages = pages.not_descendant_of(restriction.page, inclusive=True)
    return pages


def may_open(page: Page, user) -> bool:
    """Whether privacy lets a signed-in person open a published page."""
    return not _closed(page.get_view_restrictions(), user)


def _closed(restrictions: QuerySet, user) -> list[PageViewRestriction]:
    """Those that keep a person out. As many queries for one as for fifty."""
    if user.is_superuser:
        return []
    found = list(restrictions.exclude(restriction_type=PageViewRestriction.LOGIN).prefetch_related("groups"))
    own = set(user.groups.values_list("pk", flat=True)) if found else set()
    return [one for one in found if not _admits(one, own)]


def _admits(restriction: PageViewRestriction, own: set[int]) -> bool:
    if restriction.restriction_type != PageViewRestriction.GROUPS:
        return False
    return any(group.pk in own for group in restriction.groups.all())


def visible_module(user, slug: str) -> ModulePage | None:
    """The module of that slug, if the person may open it."""
    return visible(ModulePage.objects.select_related("live_revision"), user).filter(slug=slug).first()
