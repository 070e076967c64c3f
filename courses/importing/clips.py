"""``::: video lamp.mp4 "What to notice"``: clips that a file names, as clips of the studio's library."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File

from courses.blocks.contract import Purpose
from courses.clips import Measured, clean_captions, measure
from courses.clips.captions import MOST_BYTES as MOST_TEXT
from courses.importing.beside import content_of, path_beside, picture_beside
from courses.importing.draft import Draft
from courses.importing.ids import Refuse
from courses.importing.source import Source
from courses.models import Clip
from courses.uploads import Unusable

KINDS = ("audio", "video")
FIELDS = ("title", "transcript", "captions", "scene", "poster")
_OPENING = re.compile(r"([^\"“”]+?)[\"”]?\s+[\"“](.*)")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class ClipFile:
    """A clip as the file names it. transcript, captions, poster: files. line: of the file, from 0."""

    kind: str
    src: str
    line: int
    title: str = ""
    transcript: str = ""
    captions: str = ""
    scene: str = ""
    poster: str = ""


@dataclass(frozen=True)
class Read:
    """A clip's files as they were found, in order."""

    path: Path
    digest: str
    measured: Measured
    transcript: str
    captions: str
    poster: tuple[Path, bytes] | None


def clip(kind: str, opening: str, lines: list[str], line: int, refuse: Refuse) -> Draft:
    """kind: one of KINDS. line: of the container's first line of content. Raises what `refuse` makes."""
    found = _OPENING.fullmatch(opening)
    src, caption = found.groups() if found else (opening, "")
    if not src.strip():
        raise refuse(-1, f'say which file: ::: {kind} lamp.mp4 "What to notice"')
    said: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, words in enumerate(lines):
        # What is indented goes on with the line above.
        field = None if words.startswith("  ") else _FIELD.fullmatch(words.strip())
        if field:
            current = said.setdefault(field.group(1).lower(), [])
            current.append(field.group(2).strip())
        elif words.strip() and current is None:
            raise refuse(number, f"lines of a clip begin with {', '.join(f'“{one}:”' for one in FIELDS)}.")
        elif current is not None:
            current.append(words.strip())
    fields = {name: "\n".join(words).strip() for name, words in said.items()}
    value = {"clip": ClipFile(kind, src.strip(), line - 1, **fields), "caption": caption.strip()}
    return Draft(kind, {**value, "purpose": Purpose.TEACH.value})


def check_clip(source: Source, named: ClipFile) -> None:
    """Raises ImportRefused."""
    _read(source, named)


def other_words(source: Source, named: ClipFile) -> str:
    """Says which words of a clip that the library has are others than the file's; empty where none are."""
    read = _read(source, named)
    clip = _in_library(read, named)
    said = {"title": named.title, "transcript": read.transcript, "captions": read.captions}
    said["scene"] = named.scene
    if clip is None or not (other := [one for one, words in said.items() if _other(clip, one, words)]):
        return ""
    fields = " and ".join(other)
    return f"“{clip.title}” is in the library with another {fields}, and keeps it. Change it there."


def _other(clip: Clip, name: str, words: str) -> bool:
    kept = getattr(clip, name).replace("\r\n", "\n").strip()
    return bool(kept and words and kept != words.strip())


def _in_library(read: Read, named: ClipFile) -> Clip | None:
    return Clip.objects.filter(file_hash=read.digest, type=named.kind).first()


def kept_clip(source: Source, named: ClipFile, user: Any, stored: list[Any]) -> Clip:
    """The clip of the library with that file, made where there is none. stored: takes the files written.

    One that is there keeps its words, and is given those that it lacks. Raises ImportRefused.
    """
    read = _read(source, named)
    clip = _in_library(read, named)
    if clip is None:
        title = _title(named, read.path)
        clip = Clip(title=title, type=named.kind, file_hash=read.digest, uploaded_by_user=user)
        clip.duration = read.measured.seconds
        clip.width, clip.height = read.measured.width, read.measured.height
        with read.path.open("rb") as file:
            clip.file.save(read.path.name, File(file), save=False)
        stored.append(clip.file)
    if _completed(clip, read, named, stored) or clip.pk is None:
        clip.save()
    return clip


def _completed(clip: Clip, read: Read, named: ClipFile, stored: list[Any]) -> bool:
    """Gives a clip what it lacks; whether that was anything."""
    given = {"transcript": read.transcript, "captions": read.captions, "scene": named.scene}
    lacking = {name: words for name, words in given.items() if words and not getattr(clip, name).strip()}
    for name, words in lacking.items():
        setattr(clip, name, words)
    if not read.poster or clip.thumbnail:
        return bool(lacking)
    path, content = read.poster
    clip.thumbnail.save(path.name, ContentFile(content), save=False)
    stored.append(clip.thumbnail)
    return True


def _title(named: ClipFile, path: Path) -> str:
    stem = " ".join(re.split(r"[\s_-]+", path.stem)).strip()
    return (named.title or f"{stem[:1].upper()}{stem[1:]}" or "Untitled")[:255]


def _read(source: Source, named: ClipFile) -> Read:
    path = path_beside(source, named.src, named.line, "clip")
    try:
        with path.open("rb") as file:
            measured = measure(file, path.name)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (Unusable, OSError) as error:
        raise source.refuse(named.line, f"the clip {named.src} cannot be used. {error}") from error
    if measured.kind != named.kind:
        raise source.refuse(named.line, f"{named.src} is no {named.kind}. Write ::: {measured.kind} here.")
    return Read(
        path=path,
        digest=digest,
        measured=measured,
        transcript=_text(source, named.transcript, named.line, "transcript").strip(),
        captions=_captions(source, named, measured),
        poster=picture_beside(source, named.poster, named.line) if named.poster else None,
    )


def _captions(source: Source, named: ClipFile, measured: Measured) -> str:
    written = _text(source, named.captions, named.line, "captions")
    try:
        return clean_captions(written, measured.seconds) if named.captions else ""
    except Unusable as error:
        raise source.refuse(named.line, f"{named.captions} cannot be used. {error}") from error


def _text(source: Source, src: str, line: int, what: str) -> str:
    if not src:
        return ""
    content = content_of(source, path_beside(source, src, line, what), line, what, MOST_TEXT)
    if len(content) > MOST_TEXT:
        raise source.refuse(
            line, f"the {what} {src} is far too long for fifteen minutes. Is it the right file?"
        )
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\0", "\ufffd")
    except UnicodeDecodeError as error:
        raise source.refuse(line, f"the {what} {src} is not UTF-8 text. Save it as UTF-8.") from error
