"""The front matter of a course."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from wagtail.coreutils import cautious_slugify

from courses.importing.facts import SLUG
from courses.importing.markdown import Reader
from courses.importing.source import read_source
from courses.models import CataloguePage, CoursePage


@transaction.atomic
def import_course(*, source: Path, catalogue: CataloguePage, user=None) -> CoursePage:
    """Make, or bring up to date, the published course of a ``course.md`` (title, slug, summary, text).

    Raises ImportRefused.
    """
    file = read_source(Path(source))
    title, summary = (" ".join(str(file.meta.get(key) or "").split()) for key in ("title", "summary"))
    if not title or not summary:
        raise file.refuse(None, "a course needs “title” and “summary” in its front matter.")
    slug = str(file.meta.get("slug") or cautious_slugify(title))
    if not SLUG.fullmatch(slug):
        raise file.refuse(None, "“slug” may hold small letters a to z, figures and single hyphens.")
    about = "".join(str(one.value["text"]) for one in Reader(file, {}).read() if one.kind == "rich_text")
    catalogue = CataloguePage.objects.select_for_update(of=("self",)).get(pk=catalogue.pk)
    found = CoursePage.objects.child_of(catalogue).filter(slug=slug).first()
    page = found.get_latest_revision_as_object() if found else CoursePage(slug=slug, live=False, owner=user)
    said = {"title": title, "summary": summary, "about": about}
    if found and found.live and all(getattr(page, name) == value for name, value in said.items()):
        return found
    for name, value in said.items():
        setattr(page, name, value)
    if found is None:
        catalogue.add_child(instance=page)
    page.save_revision(user=user).publish(user=user)
    return CoursePage.objects.get(pk=page.pk)
