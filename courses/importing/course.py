"""The front matter of a course."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.coreutils import cautious_slugify

from courses.importing.facts import EXACT_OF_COURSE, PAGE_FIELDS, SLUG, exact_fields
from courses.importing.markdown import Reader
from courses.importing.refusal import UNDER_REVIEW, ImportRefused
from courses.importing.rich_text import plain_form
from courses.importing.source import Source, read_source
from courses.models import CataloguePage, CoursePage


@transaction.atomic
def import_course(*, source: Path, catalogue: CataloguePage, user=None) -> CoursePage:
    """Make, or bring up to date, the published course of a ``course.md`` (title, slug, summary, text).

    Raises ImportRefused.
    """
    said = read_course(read_source(Path(source)), {})
    page, changed = write_course(said, catalogue, user)
    if changed or not page.live:
        page.get_latest_revision().publish(user=user)
    return CoursePage.objects.get(pk=page.pk)


def read_course(file: Source, pages: Mapping[str, int]) -> dict[str, Any]:
    """Field of the page -> what the file says. Raises ImportRefused."""
    said: dict[str, Any] = {name: _line(file, name) for name in ("title", "summary", *PAGE_FIELDS)}
    said["show_in_menus"] = file.meta.get("show_in_menus") is True
    said |= exact_fields(file, EXACT_OF_COURSE)
    if not said["title"] or not said["summary"]:
        raise file.refuse(None, "a course needs “title” and “summary” in its front matter.")
    said["slug"] = str(file.meta.get("slug") or cautious_slugify(said["title"]))
    if not SLUG.fullmatch(said["slug"]):
        raise file.refuse(None, "“slug” may hold letters, figures, hyphens and underscores.")
    blocks = Reader(file, {}, pages).read()
    said["about"] = "".join(str(one.value["text"]) for one in blocks if one.kind == "rich_text")
    return said


def _line(file: Source, name: str) -> str:
    return " ".join(str(file.meta.get(name) or "").split())


def write_course(said: Mapping[str, Any], catalogue: CataloguePage, user) -> tuple[CoursePage, bool]:
    """The course with what was said as its newest revision; whether that was made. Raises ImportRefused."""
    catalogue = CataloguePage.objects.select_for_update(of=("self",)).get(pk=catalogue.pk)
    found = CoursePage.objects.child_of(catalogue).filter(slug=said["slug"]).first()
    if found is not None and found.locked:
        raise ImportRefused(f"“{found.title}” is locked in the editor. Unlock it there first.")
    if found is not None and found.workflow_in_progress:
        raise ImportRefused(UNDER_REVIEW.format(found.title))
    page = found.get_latest_revision_as_object() if found else CoursePage(live=False, owner=user)
    if found is not None and found.latest_revision and all(_alike(page, *one) for one in said.items()):
        return found, False
    for name, value in said.items():
        setattr(page, name, value)
    page.draft_title = page.title
    try:
        if found is None:
            catalogue.add_child(instance=page)
        page.save_revision(user=user, log_action=found is not None)
    except ValidationError as error:
        raise ImportRefused(f"course.md: {' '.join(error.messages)}") from error
    return CoursePage.objects.get(pk=page.pk), True


def _alike(page: CoursePage, name: str, value: Any) -> bool:
    now = getattr(page, name)
    if not isinstance(value, str):
        return now == value
    return plain_form(now or "").replace("\r\n", "\n") == plain_form(value)
