"""A guard, as the TOML files beside this one write it down."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Guard:
    """take_away: text that occurs once in file; leave: what stands there instead; caught_by: pytest node ids.

    needs_servers: its tests are marked `services`, and run only where DATABASE_URL names a server.
    """

    area: str
    name: str
    file: str
    take_away: str
    leave: str
    caught_by: tuple[str, ...]
    needs_servers: bool = False

    def faults(self, root: Path = ROOT) -> list[str]:
        """What is wrong with the entry itself, in words; empty where it can be tried."""
        target = root / self.file
        if not target.is_file():
            return [f"{self.file} does not exist"]
        text = target.read_text(encoding="utf-8")
        found = []
        if (times := text.count(self.take_away)) != 1:
            found.append(f"what it takes away occurs {times} times in {self.file}, not once")
        elif self.file.endswith(".py") and not _compiles(text.replace(self.take_away, self.leave)):
            found.append(f"{self.file} is no Python any more without it")
        if not self.caught_by:
            found.append("no test is named")
        return found + [f"there is no test {node}" for node in self.caught_by if not _exists(root, node)]

    def without(self, root: Path) -> str:
        """The file's text with the guard taken away."""
        return (root / self.file).read_text(encoding="utf-8").replace(self.take_away, self.leave)


def guards(areas: list[str] | None = None) -> list[Guard]:
    """Every guard, or those of the areas named. Raises LookupError for an area without a file."""
    files = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    if unknown := set(areas or ()) - files.keys():
        raise LookupError(f"No guards are written for: {', '.join(sorted(unknown))}.")
    return [_guard(area, entry) for area in areas or files for entry in _entries(files[area])]


def _entries(path: Path) -> list[dict]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["guard"]


def _guard(area: str, entry: dict) -> Guard:
    return Guard(area=area, **{**entry, "caught_by": tuple(entry["caught_by"])})


def _compiles(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _exists(root: Path, node: str) -> bool:
    """Whether a node id names a function that stands in its file. Parameters are not looked at."""
    file, *names = node.split("[")[0].split("::")
    path = root / file
    if not path.is_file() or not names:
        return False
    body: list[ast.stmt] = ast.parse(path.read_text(encoding="utf-8")).body
    for name in names:
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        found = [one for one in body if isinstance(one, kinds) and one.name == name]
        if not found:
            return False
        body = found[0].body
    return True
