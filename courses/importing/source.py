"""A Markdown file as its front matter and its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from courses.importing.refusal import ImportRefused

MAX_BYTES = 2 * 1024 * 1024
_FENCE = re.compile(r"-{3,}\s*")
_UNKEPT = re.compile(r"[\0\ud800-\udfff]")
_LARGEST = 2**63
_KEY = re.compile(r"[\w\"' -]+:(\s|$)")


@dataclass(frozen=True)
class Source:
    """meta: the front matter. lines: the Markdown below it. offset: lines of the file above the first.

    root: the folder that pictures may not lie outside of; the file's own where None.
    """

    path: Path
    meta: dict[str, Any]
    lines: list[str]
    offset: int
    root: Path | None = None

    def refuse(self, line: int | None, message: str) -> ImportRefused:
        """line: counted from 0 in `lines`; None where the fault has no line."""
        return ImportRefused.at(self.path, None if line is None else self.offset + line + 1, message)


def read_source(path: Path, root: Path | None = None) -> Source:
    """Raises ImportRefused for what is no readable Markdown file."""
    lines = read_text(path).split("\n")
    end = _end_of_front_matter(path, lines)
    meta = _meta(path, lines[1:end]) if end else {}
    offset = end + 1 if end else 0
    return Source(path, meta, lines[offset:], offset, root)


def read_text(path: Path) -> str:
    """Raises ImportRefused for what is no UTF-8 text."""
    if path.is_dir():
        raise ImportRefused(f"{path.name} is a folder. Name one Markdown file.")
    if not path.is_file():
        raise ImportRefused(f"There is no file {path}. Check the name.")
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ImportRefused(f"{path.name} cannot be read: {error.strerror}.") from error
    if len(raw) > MAX_BYTES:
        raise ImportRefused(
            f"{path.name} is larger than 2 MB. A lesson of fifteen minutes has about 15 kB of text."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ImportRefused.at(
            path, line, "this is not UTF-8 text. Save the file as UTF-8 and import it again."
        ) from error
    if not text.strip():
        raise ImportRefused(f"{path.name} is empty.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _end_of_front_matter(path: Path, lines: list[str]) -> int | None:
    """The index of the line that closes the front matter. A rule (---) above ordinary text opens none."""
    if not _FENCE.fullmatch(lines[0]):
        return None
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.fullmatch(line):
            first = next((one for one in lines[1:number] if one.strip() and not one.startswith("#")), "")
            return number if _KEY.match(first) or number == 1 else None
    if len(lines) > 1 and _KEY.match(lines[1]):
        raise ImportRefused.at(
            path, 1, "the front matter is never closed. End it with a line of three dashes."
        )
    return None


class _NoAliases(yaml.SafeLoader):
    """A few lines of aliases within aliases would grow beyond all memory once they are written out."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem="write the value out instead of *naming it", problem_mark=mark)
        return super().compose_node(parent, index)


class BadYaml(ValueError):
    """line: from 1, within what was read; None where the fault has none."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def read_yaml(lines: Sequence[str]) -> Any:
    """Plain values: no aliases, no objects. Raises BadYaml."""
    try:
        value = yaml.load("\n".join(lines), Loader=_NoAliases)  # noqa: S506  (a SafeLoader)
        _check(value)
        return value
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadYaml(str(error.problem), line) from error
    except RecursionError as error:
        raise BadYaml("it is nested too deeply, keep it plain") from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadYaml(str(error)) from error


def _check(value: Any) -> None:
    """Raises ValueError for what can be written in YAML and in no database."""
    if isinstance(value, str) and _UNKEPT.search(value):
        raise ValueError("it holds a character that cannot be kept, such as \\0")
    if isinstance(value, int) and abs(value) >= _LARGEST:
        raise ValueError("it holds a number that is far too large")
    for one in value.items() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        _check(one)


def _meta(path: Path, lines: list[str]) -> dict[str, Any]:
    try:
        meta = read_yaml(lines) or {}
    except BadYaml as error:
        line = error.line + 1 if error.line else 1
        raise ImportRefused.at(path, line, f"the front matter is not valid YAML: {error}.") from error
    if not isinstance(meta, dict):
        raise ImportRefused.at(path, 2, "the front matter must be lines of the form “key: value”.")
    return {str(key): value for key, value in meta.items()}
