"""What clips are called in a file, and the files that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from courses.clips.measuring import form_of
from courses.models import Clip

FOLDER = "../clips/"
"""From a module's file to the clips."""


@dataclass(frozen=True)
class ClipNames:
    """A clip and its name in files, without an end."""

    clip: Clip
    stem: str

    @property
    def file(self) -> str:
        return f"{self.stem}.{form_of(self.clip.file.name)}"

    @property
    def address(self) -> str:
        """From a module's file."""
        return FOLDER + self.file

    def words(self) -> dict[str, str]:
        """File name -> what stands in it."""
        told = {"txt": self.clip.transcript, "vtt": self.clip.captions}
        return {f"{self.stem}.{end}": _lines(words) for end, words in told.items() if words.strip()}

    @property
    def poster(self) -> str:
        if not self.clip.thumbnail:
            return ""
        return f"{self.stem}-poster.{self.clip.thumbnail.name.rpartition('.')[2]}"

    def fields(self) -> dict[str, str]:
        """What a file says of it, beside the file itself."""
        words = {"txt": "transcript", "vtt": "captions"}
        files = {words[name.rpartition(".")[2]]: FOLDER + name for name in self.words()}
        said = {"title": self.clip.title, **files, "scene": _lines(self.clip.scene)}
        said["poster"] = FOLDER + self.poster if self.poster else ""
        return {name: one for name, one in said.items() if one}

    def files(self) -> Iterator[tuple[str, Any]]:
        """(name, stored file) of all that is no text."""
        yield self.file, self.clip.file
        if self.poster:
            yield self.poster, self.clip.thumbnail


def _lines(words: str) -> str:
    """Without the line ends that browsers send."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def named(clips: Iterable[Clip]) -> Mapping[int, ClipNames]:
    """A name for each clip, told apart where two would bear the same."""
    given: dict[int, ClipNames] = {}
    taken: set[str] = set()
    for clip in clips:
        called = stem = slugify(clip.title)[:60] or clip.type
        number = clip.pk
        while {stem, f"{stem}-poster"} & taken:
            stem, number = f"{called}-{number}", number + 1
        taken |= {stem, f"{stem}-poster"}
        given[clip.pk] = ClipNames(clip, stem)
    return given
