"""A course as a zip of Markdown files, pictures, its cast and its competencies."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from wagtail.images import get_image_model

from courses.exporting.names import Names, names
from courses.exporting.pages import write_course, write_module
from courses.exporting.refusal import ExportRefused
from courses.exporting.yaml import dumped
from courses.importing.whole_course import FORMAT
from courses.models import Character, Competency, CoursePage, ModulePage

PACKED = {".md", ".yaml"}
"""The rest is packed already."""
CHUNK = 1024**2


@dataclass(frozen=True)
class Exported:
    """modules: slug -> which version of it, in words. notes: what could not go along, and why."""

    modules: dict[str, str]
    notes: list[str]


@transaction.atomic
def export_course(*, course: CoursePage, target: BinaryIO, live: bool = False) -> Exported:
    """Write the latest revision of everything, drafts too; with `live`, what is published and nothing else.

    The same course gives the same bytes. Raises ExportRefused.
    """
    known = names()
    modules = list(ModulePage.objects.child_of(course).order_by("path"))
    going = [page for page in modules if page.live or not live]
    versions = [_version(page, live) for page in going]
    with TemporaryDirectory(prefix="greenroom-course-") as place:
        folder = Path(place)
        (folder / "modules").mkdir()
        write_course(_version(course, live), course.slug, known, folder / "course.md")
        for number, (page, version) in enumerate(zip(going, versions, strict=True), 1):
            width = max(2, len(str(len(going))))
            write_module(version, page.slug, known, folder / "modules" / f"{number:0{width}}-{page.slug}.md")
        _yaml(folder, "greenroom", {"format": FORMAT})
        _yaml(folder, "characters", _cast(known))
        _yaml(folder, "competencies", _competencies(versions, known))
        _pictures(known, folder)
        _clips(known, folder)
        _zipped(folder, target)
    told = {page.slug: _which(page, live) for page in going}
    left_out = [f"“{page.title}” is not published and was left out." for page in modules if page not in going]
    return Exported(told, [*left_out, *known.notes])


def _version(page: Any, live: bool) -> Any:
    return page if live else page.get_latest_revision_as_object()


def _which(page: ModulePage, live: bool) -> str:
    if live:
        return f"as published, revision {page.live_revision_id}"
    if page.live and not page.has_unpublished_changes:
        return f"revision {page.latest_revision_id}, published"
    return f"revision {page.latest_revision_id}, a draft"


def _cast(known: Names) -> list[dict[str, str]]:
    fields = ("slug", "name", "role", "description", "voice")
    found = Character.objects.filter(pk__in=known.used_cast).order_by("slug")
    return [{name: getattr(one, name) for name in fields} for one in found]


def _competencies(versions: list[ModulePage], known: Names) -> list[dict[str, Any]]:
    fields = ("slug", "name", "description", "sort_order", "code", "kind", "identifier")
    wanted = {one.competency_id for page in versions for one in page.competencies.all()}
    named = Q(pk__in=wanted) | Q(slug__in=known.used_competencies)
    found = Competency.objects.filter(named).order_by("sort_order", "slug")
    told = [{name: getattr(one, name) for name in fields} for one in found]
    return [{**one, "identifier": str(one["identifier"])} for one in told]


def _yaml(folder: Path, name: str, value: Any) -> None:
    (folder / f"{name}.yaml").write_text("\n".join(dumped(value)) + "\n", encoding="utf-8", newline="")


def _pictures(known: Names, folder: Path) -> None:
    (folder / "images").mkdir()
    for image in get_image_model().objects.filter(pk__in=known.used_files):
        _copied(image.file, folder / "images" / known.files[image.pk], f"picture “{image.title}”")


def _clips(known: Names, folder: Path) -> None:
    (folder / "clips").mkdir()
    for pk in sorted(known.used_clips):
        clip = known.clips[pk]
        for name, words in clip.words().items():
            (folder / "clips" / name).write_text(words, encoding="utf-8", newline="")
        for name, file in clip.files():
            _copied(file, folder / "clips" / name, f"clip “{clip.clip.title}”")


def _copied(stored: FieldFile, target: Path, called: str) -> None:
    try:
        with stored.storage.open(stored.name, "rb") as source, target.open("wb") as file:
            while chunk := source.read(CHUNK):
                file.write(chunk)
    except FileNotFoundError as error:
        raise ExportRefused(
            f"The file of the {called} is not in the store. Upload it again, or take it out of the course."
        ) from error


def _zipped(folder: Path, target: BinaryIO) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            # Without a date: the same course is the same file.
            member = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            member.compress_type = zipfile.ZIP_DEFLATED if path.suffix in PACKED else zipfile.ZIP_STORED
            member.external_attr = 0o644 << 16
            with path.open("rb") as file, archive.open(member, "w") as packed:
                while chunk := file.read(CHUNK):
                    packed.write(chunk)
