"""A zip becomes a course: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from courses.importing.archive import opened
from courses.importing.beside import path_beside
from courses.importing.course import read_course, write_course
from courses.importing.facts import everything
from courses.importing.foreign import refuse_foreign
from courses.importing.module import (
    Imported,
    LessonFile,
    WithIds,
    add_module,
    cast,
    page_of,
    read_lesson,
    write_lesson,
)
from courses.importing.pictures import check_pictures, files_of, hash_all, pictures_in, stored_pictures
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source, read_source
from courses.importing.vocabulary import import_vocabulary, read_file
from courses.models import CataloguePage, CoursePage, ModulePage
from courses.queries import pages_by_name

FORMAT = 1
"""Of the zip. A higher number is a newer Greenroom's."""


@dataclass(frozen=True)
class ImportedCourse:
    """changed: the course page itself has a new revision. modules: in order. notes: what was left out."""

    page: CoursePage
    changed: bool
    modules: list[Imported]
    notes: list[str]

    @property
    def refused(self) -> list[Imported]:
        return [one for one in self.modules if one.problems]


def import_archive(
    *, source: Path, catalogue: CataloguePage, user=None, publish: bool = False
) -> ImportedCourse:
    """Make the course of a zip, or bring the course of its slug up to date: revisions only where it differs.

    Raises ImportRefused and leaves nothing behind where anything in it cannot be used. Modules that may not
    be published are kept as drafts. What the studio has beyond the zip stays.
    """
    with opened(Path(source)) as folder:
        sources = _sources(folder)
        # Files within the transaction: what fails after all was kept must not take them away.
        with transaction.atomic(), stored_pictures(user) as with_ids:
            hash_all()
            notes = import_vocabulary(folder)
            page, made = _course(folder, catalogue, user)
            lessons = _with_pages(sources, page, user)
            _all_used(folder, lessons)
            # Links between the modules of one course can be read once all of them are there.
            lessons = [_read(one.source) for one in lessons]
            done = [_written(one, lessons, page, with_ids, user) for one in lessons]
            said = read_course(read_source(folder / "course.md"), pages_by_name())
            page, changed = write_course(said, catalogue, user)
            _in_order(page, [one.slug for one in lessons])
            if publish:
                done = _published(page, done, user)
    return ImportedCourse(
        CoursePage.objects.get(pk=page.pk),
        made or changed,
        done,
        [*notes, *_noted(lessons, done)],
    )


def _noted(lessons: list[LessonFile], done: list[Imported]) -> list[str]:
    told = zip(lessons, done, strict=True)
    return [f"{lesson.source.path.name}: {note}" for lesson, one in told for note in one.notes]


def _sources(folder: Path) -> list[Source]:
    """The files of the modules, in order. Raises ImportRefused for what is no course of this format."""
    if not (folder / "course.md").is_file():
        raise ImportRefused(
            "There is no course.md. Export the course again, or write one (docs/authoring.md)."
        )
    if (folder / "greenroom.yaml").is_file():
        said = read_file(folder / "greenroom.yaml")
        number = said.get("format") if isinstance(said, dict) else None
        if type(number) is not int or number < 1:
            raise ImportRefused("greenroom.yaml: “format” must be a number, as in “format: 1”.")
        if number > FORMAT:
            raise ImportRefused(
                f"greenroom.yaml: this course has format {number}; this Greenroom reads up to {FORMAT}. "
                "Upgrade it first."
            )
    files = sorted((folder / "modules").glob("*.md")) if (folder / "modules").is_dir() else []
    return [read_source(file, root=folder) for file in files]


def _course(folder: Path, catalogue: CataloguePage, user) -> tuple[CoursePage, bool]:
    """The course that is there, or a new one; whether it is new. Raises ImportRefused."""
    said = read_course(read_source(folder / "course.md"), pages_by_name())
    # Two imports at once wait for each other here.
    catalogue = CataloguePage.objects.select_for_update(of=("self",)).get(pk=catalogue.pk)
    courses = CoursePage.objects.child_of(catalogue).select_for_update(of=("self",))
    found = courses.filter(slug=said["slug"]).first()
    return (found, False) if found else write_course(said, catalogue, user)


def _read(source: Source, coming: Iterable[str] = ()) -> LessonFile:
    """coming: slugs of modules that will be there, and may be linked to."""
    lesson = read_lesson(source, cast(), dict.fromkeys(coming, 0) | pages_by_name())
    return replace(lesson, facts=everything(lesson.facts))


def _with_pages(sources: list[Source], course: CoursePage, user) -> list[LessonFile]:
    """Every file with its page there, if only as an empty draft. Raises ImportRefused."""
    lessons: list[LessonFile] = []
    coming = [str(source.meta.get("slug")) for source in sources]
    for source in sources:
        lesson = _read(source, coming)
        if twin := next((one for one in lessons if one.slug == lesson.slug), None):
            raise source.refuse(
                None, f"{twin.source.path.name} has the slug “{lesson.slug}” too. Change one."
            )
        check_pictures(source, lesson.drafts)
        page = page_of(lesson, course, user)
        if page.pk is None:
            page.title = lesson.title
            add_module(page, course)
        lessons.append(lesson)
    return lessons


def _all_used(folder: Path, lessons: list[LessonFile]) -> None:
    used = {
        path_beside(one.source, src, named.line, "file")
        for one in lessons
        for draft in one.drafts
        for named in pictures_in(draft)
        for src in files_of(named)
    }
    for path in sorted([*folder.glob("images/*"), *folder.glob("clips/*")]):
        if path.resolve() not in used:
            raise ImportRefused(
                f"{path.parent.name}/{path.name} is in no module. Use it, or take it out of the zip."
            )


def _written(
    lesson: LessonFile, together: list[LessonFile], course: CoursePage, with_ids: WithIds, user
) -> Imported:
    page = page_of(lesson, course, user)
    refuse_foreign(lesson.source, lesson.drafts, lesson.lines, page, [one.slug for one in together])
    return write_lesson(lesson, page, course, with_ids, user)


def _in_order(course: CoursePage, slugs: list[str]) -> None:
    """Modules in the zip's order; others of the course stay before them."""
    ours = ModulePage.objects.child_of(course).filter(slug__in=slugs).order_by("path")
    if list(ours.values_list("slug", flat=True)) == slugs:
        return
    for slug in slugs:
        ModulePage.objects.get(slug=slug).move(CoursePage.objects.get(pk=course.pk), "last-child")


def _published(course: CoursePage, modules: list[Imported], user) -> list[Imported]:
    if not course.live or course.has_unpublished_changes:
        course.get_latest_revision().publish(user=user)
    told = []
    for one in modules:
        if not one.problems and one.page.live_revision_id != one.revision.pk:
            one.revision.publish(user=user)
        told.append(replace(one, page=ModulePage.objects.get(pk=one.page.pk), published=not one.problems))
    return told
