"""What numbers of this studio's database are called in a file, and what of it a course needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from wagtail.images import get_image_model

from courses.exporting.clips import ClipNames, named
from courses.exporting.unsaid import Unsaid
from courses.models import Character, Clip, Competency
from courses.queries import pages_by_name

FOLDER = "../images/"
"""From a module's file to the pictures."""


@dataclass
class Names:
    """cast, files, pages: id -> its name in a file. competencies: slugs.

    Those a course turned out to need are in `used_*`.
    """

    cast: Mapping[int, Character]
    files: Mapping[int, str]
    pages: Mapping[int, str]
    clips: Mapping[int, ClipNames] = field(default_factory=dict)
    competencies: Collection[str] = ()
    used_competencies: set[str] = field(default_factory=set)
    used_clips: set[int] = field(default_factory=set)
    used_cast: set[int] = field(default_factory=set)
    used_files: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def character(self, pk: Any) -> Character | None:
        """None for somebody who is gone."""
        found = self.cast.get(pk)
        if found is not None:
            self.used_cast.add(pk)
        return found

    def picture(self, pk: Any) -> str | None:
        """Its address from a module's file; None for a picture that is gone."""
        name = self.files.get(pk)
        if name is None:
            return None
        self.used_files.add(pk)
        return f"{FOLDER}{name}"

    def clip(self, pk: Any) -> ClipNames | None:
        """None for a clip that is gone."""
        found = self.clips.get(pk)
        if found is not None:
            self.used_clips.add(pk)
        return found

    def fed(self, entries: Any) -> list[Any]:
        """Of what a question or lab feeds, that which is still there."""
        found = [one for one in entries or () if one["value"]["competency"] in self.competencies]
        self.used_competencies.update(one["value"]["competency"] for one in found)
        return found

    def spelled(self, entries: Any) -> str:
        """The same in a container's braces: ``prompt-craft:0.5,media-judgement``. Raises Unsaid."""
        return spelled([(one["value"]["competency"], one["value"]["weight"]) for one in self.fed(entries)])

    def page(self, pk: Any) -> str | None:
        return self.pages.get(int(pk)) if str(pk).isdecimal() else None

    def read_cast(self) -> dict[str, int]:
        """Names in files -> ids, as an import knows them."""
        return {key.lower(): one.pk for one in self.cast.values() for key in (one.slug, one.name)}

    def read_pages(self) -> dict[str, int]:
        return {name: pk for pk, name in self.pages.items()}

    def read_file(self, src: str) -> int | None:
        pictures = {f"{FOLDER}{name}": pk for pk, name in self.files.items()}
        return (pictures | {one.address: pk for pk, one in self.clips.items()}).get(src)


def spelled(weights: Iterable[tuple[str, float | None]]) -> str:
    """Raises Unsaid for a line that is not filled in."""
    told = []
    for slug, weight in weights:
        if not weight:
            raise Unsaid("a competency without a weight")
        told.append(slug if weight == 1 else f"{slug}:{weight!r}")
    return ",".join(told)


def names() -> Names:
    """Of everything this studio has. Six queries."""
    return Names(
        cast={one.pk: one for one in Character.objects.all()},
        files=_file_names(),
        competencies=set(Competency.objects.values_list("slug", flat=True)),
        clips=named(Clip.objects.order_by("pk")),
        pages={pk: name for name, pk in pages_by_name().items()},
    )


def _file_names() -> dict[int, str]:
    """A name for each picture, told apart where two would bear the same."""
    given: dict[int, str] = {}
    taken: set[str] = set()
    for pk, file in get_image_model().objects.order_by("pk").values_list("pk", "file"):
        path = PurePosixPath(file)
        name = path.name
        while name.casefold() in taken:
            name = f"{path.stem}-{pk}{path.suffix}" if name == path.name else f"x{name}"
        taken.add(name.casefold())
        given[pk] = name
    return given
