"""What a person may see: published, under pages that are, and not kept from them by page privacy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import (
    BaseViewRestriction,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
)

from courses.models import Attempt, CoursePage, ModulePage


def visible(pages: QuerySet, user) -> QuerySet:
    """Published pages a signed-in person may open. Those behind a shared password are left out. No query."""
    # Only pages with something below them can hide it: modules, the many, are never looked through.
    hidden = Page.objects.filter(live=False, numchild__gt=0)
    pages = pages.live().exclude(Exists(standing_above(hidden)))
    if user.is_superuser:
        return pages
    return pages.exclude(Exists(standing_above(_closed_to(user), path="page__path")))


def may_open(page: Page, user) -> bool:
    """Whether a signed-in person may open a page."""
    return visible(Page.objects.filter(pk=page.pk), user).exists()


SHOWN_ELSEWHERE: list[Callable[[Any, Any], bool]] = []
"""(file, person) -> whether an app above shows it to them in a place of its own. They append when ready."""


def may_see_file(file, user) -> bool:
    """Whether an image or document may be shown: it stands on a page one may see, in a lesson one is in the
    middle of, in what an app above shows one, or one may edit.
    """
    if user.has_perm("wagtailadmin.access_admin"):
        return True
    page = ContentType.objects.get_for_model(Page)
    used = ReferenceIndex.get_references_to(file).filter(base_content_type=page)
    pages = {int(one) for one in used.values_list("object_id", flat=True)}
    if pages and visible(Page.objects.filter(pk__in=pages), user).exists():
        return True
    return _in_a_lesson_begun(file, user) or any(shown(file, user) for shown in SHOWN_ELSEWHERE)


def _in_a_lesson_begun(file, user) -> bool:
    """Whether someone's attempt shows the file: it stays at its revision when the module moves on."""
    begun = Attempt.objects.filter(
        enrolment__user=user, enrolment__module__in=visible(ModulePage.objects.all(), user)
    ).exclude(revision=F("enrolment__module__live_revision"))
    revisions = Revision.objects.filter(pk__in=begun.values("revision"))
    return any(shows(said, file) for said in revisions.values_list("content", flat=True))


def shows(said: dict[str, Any], file: Any) -> bool:
    """Whether the body of a module's revision refers to a file. said: the revision's content."""
    body = ModulePage.body.field
    found = body.extract_references(body.to_python(said["body"]))
    return any(isinstance(file, model) and str(file.pk) == str(pk) for model, pk, *_ in found)


def closed_collection(file, user) -> bool:
    """Whether a file's collection keeps a person out."""
    if user.is_superuser:
        return False
    closed = _closed_to(user, CollectionViewRestriction).values("pk")
    return file.collection.get_view_restrictions().filter(pk__in=closed).exists()


def way_to(module: ModulePage, user) -> CoursePage | None:
    """The course of a module, if a signed-in person may open the module."""
    is_open = Exists(visible(ModulePage.objects.filter(pk=module.pk), user))
    return CoursePage.objects.filter(is_open, path=module.path[: -module.steplen]).first()


def _closed_to(user, kind: type[BaseViewRestriction] = PageViewRestriction) -> QuerySet:
    admitted = Q(restriction_type=kind.LOGIN) | Q(restriction_type=kind.GROUPS, groups__in=user.groups.all())
    return kind.objects.exclude(pk__in=kind.objects.filter(admitted).values("pk"))


def standing_above(rows: QuerySet, *, path: str = "path", page: str = "path") -> QuerySet:
    """Those of the rows that name a page which is, or stands above, the page of the query around this one.

    path: of the page in rows. page: of the page in the outer query.
    """
    asked = ExpressionWrapper(OuterRef(page), output_field=CharField())
    return rows.annotate(asked=asked).filter(asked__startswith=F(path))


def visible_module(user, slug: str) -> ModulePage | None:
    """The module of that slug, if the person may open it."""
    modules = ModulePage.objects.select_related("live_revision").defer("live_revision__content")
    return visible(modules, user).filter(slug=slug).first()
