"""A revision of a module read as plain data, for stages that know no database."""

from __future__ import annotations

import io
from pathlib import Path

from django.conf import settings
from django.utils import formats, timezone
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.models import Revision

from courses.models import ModulePage
from courses.narration import narrate
from courses.queries import clock, lesson_at
from generation.branding import brand_of
from generation.models import Mend, Wording
from generation.music import bed_of
from generation.ports import EngineError, disk_is_full
from generation.queries import lexicon_for, narration_of
from generation.reading import read_lesson
from generation.stages.contract import Picture, Source


def read_source(revision: Revision, folder: Path) -> Source:
    """The lesson as it stood at a revision. folder: where its pictures are put."""
    module: ModulePage = lesson_at(revision)
    lesson = module.lesson()
    written = timezone.localtime(revision.created_at)
    narration = narration_of(module.pk)
    ticks_title, ticks = _checklist(module)
    return Source(
        title=lesson.title,
        course=lesson.course,
        objective=lesson.objective,
        key_points=lesson.key_points,
        narrated=tuple(narrate(lesson)),
        prompts=_prompts(module),
        terms=_terms(module),
        avoid=_lines(module.avoid),
        sources=_lines(module.sources),
        locale=lesson.locale,
        studio=settings.WAGTAIL_SITE_NAME,
        slug=module.slug,
        date=formats.date_format(written, "j F Y"),
        revision=str(revision.pk),
        estimate=clock(module).seconds,
        words_per_minute=lesson.words_per_minute or settings.GREENROOM_SPOKEN_WPM,
        lexicon=lexicon_for(module),
        mends={mend.source: tuple(mend.lines) for mend in Mend.objects.filter(module_id=module.pk)},
        bed=bed_of(module.get_site(), folder),
        movement=settings.GREENROOM_MOVEMENT,
        checklist=tuple(ticks),
        checklist_title=ticks_title,
        sentences=() if lesson.key_points else read_lesson(module).sentences,
        brand=brand_of(module.get_site(), folder),
        images=Pictures(folder),
        told_by_model=narration.wording == Wording.MODEL,
        wording_seed=narration.seed,
    )


def _prompts(module: ModulePage) -> tuple[dict[str, str], ...]:
    examples = (child.value for child in module.body if child.block_type == "prompt_example")
    return tuple({name: str(value[name] or "") for name in ("before", "after", "why")} for value in examples)


def _checklist(module: ModulePage) -> tuple[str, list[str]]:
    """The title and the points of its first, where it has one."""
    first = next((child for child in module.body if child.block_type == "checklist"), None)
    return (first.value["title"] or "", first.block.points(first.value)) if first else ("", [])


def _terms(module: ModulePage) -> tuple[dict[str, str], ...]:
    """The module's own, then those of its text; the first of a name."""
    told = [(one.term, one.definition) for one in module.terms.all()]
    told += [
        (str(child.value["term"]), str(child.value["definition"]))
        for child in module.body
        if child.block_type == "term"
    ]
    once: dict[str, dict[str, str]] = {}
    for term, definition in told:
        once.setdefault(term.strip().casefold(), {"term": term, "definition": definition})
    return tuple(once.values())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class Pictures:
    """Pictures of a lesson as they were uploaded, as files in a folder: the slides' engine makes them fit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[int, Picture] = {}

    def __call__(self, number: int) -> Picture:
        """Raises EngineError image_missing where there is none, or none that can be read."""
        if number not in self._known:
            self._known[number] = self._fetched(number, self.folder / f"picture-{number}")
        return self._known[number]

    def _fetched(self, number: int, target: Path) -> Picture:
        image = get_image_model().objects.filter(pk=number).first()
        if image is None:
            raise EngineError(
                "image_missing", "A picture of this lesson is gone. Choose another one and publish again."
            )
        try:
            with image.file.open("rb") as file:
                data = file.read()
            Pillow.open(io.BytesIO(data)).verify()
        except (OSError, SyntaxError) as error:
            if isinstance(error, OSError) and disk_is_full(error):
                raise
            message = f"The picture “{image.title}” cannot be read. Upload it again and publish again."
            raise EngineError("image_missing", message) from error
        except Pillow.DecompressionBombError as error:
            message = (
                f"The picture “{image.title}” is too large to open. "
                "Save it at most 8,000 pixels wide and high, upload it again and publish again."
            )
            raise EngineError("bad_image", message) from error
        target.write_bytes(data)
        area = image.get_focal_point()
        return Picture(target, (area.left, area.top, area.right, area.bottom) if area else None)
