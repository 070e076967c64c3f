"""What somebody may listen to away from the site, and the files that learners get."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import OuterRef

from courses.models import CoursePage, MediaFile, MediaKind, MediaSet, ModulePage
from courses.queries.access import visible
from courses.queries.changes import shown, shown_media

LARGE = ("media__cues", "media__words", "media__module__body")


@dataclass(frozen=True)
class Episode:
    """A module one can hear. season: number of its course, number: within it, both from 1. files: by kind."""

    module: ModulePage
    course: CoursePage
    season: int
    number: int
    media: MediaSet
    files: dict[str, MediaFile]


def episodes(user) -> list[Episode]:
    """Every module open to somebody that has a sound, in the order of the courses. Four queries."""
    newest = shown(MediaSet.objects.filter(module=OuterRef("pk"))).values("pk")[:1]
    modules = visible(ModulePage.objects.all(), user).annotate(newest=newest).exclude(newest=None)
    modules = list(modules.defer("body").order_by("path"))
    sets = MediaSet.objects.defer("cues", "words", "chapters").prefetch_related("files")
    media = sets.in_bulk([module.newest for module in modules])
    above = {module.path[: -ModulePage.steplen] for module in modules}
    courses = {course.path: course for course in CoursePage.objects.filter(path__in=above)}
    found: list[Episode] = []
    for module in modules:
        course = courses.get(module.path[: -ModulePage.steplen])
        files = {file.kind: file for file in media[module.newest].files.all()}
        if course is None or MediaKind.AUDIO not in files:
            continue
        last = found[-1] if found else None
        same = last is not None and last.course == course
        season = (last.season if last else 0) + (0 if same else 1)
        number = last.number + 1 if last and same else 1
        found.append(Episode(module, course, season, number, media[module.newest], files))
    return found


def shown_file(user, set_id: uuid.UUID, kind: str) -> MediaFile | None:
    """A file of the media that learners see now, if its module is open to somebody."""
    # Players ask for one file in many ranges: none of them needs the lesson or the words as they are spoken.
    files = MediaFile.objects.select_related("media__module").defer(*LARGE)
    file = files.filter(media=set_id, kind=kind).first()
    if file is None or not visible(ModulePage.objects.filter(pk=file.media.module_id), user).exists():
        return None
    newest = shown_media(file.media.module).values_list("pk", flat=True).first()
    return file if newest == file.media_id else None
