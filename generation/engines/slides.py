"""Slides as 1920x1080 PNG, a whole lesson in one Typst run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from generation.engines import typesetting
from generation.engines.ffmpeg import written
from generation.engines.pictures import prepared
from generation.ports import EngineError

TEMPLATES = ("slides.typ", "frame.typ", "teaching.typ", "asking.typ", "pictures.typ")
TEXT = {
    "title": ("title", "text"),
    "heading": ("title",),
    "statement": ("text",),
    "gist": (),
    "list": ("title",),
    "table": ("title",),
    "image": ("title", "alt"),
    "callout": ("title", "text", "tone"),
    "code": ("text",),
    "prompt": ("title", "before", "after", "why"),
    "term": ("title", "text", "other"),
    "clip": ("medium", "title", "text"),
    "story": ("setting", "speaker", "text"),
    "branch": ("setting", "lead", "text"),
    "question": ("form", "title", "hint"),
    "checklist": ("title",),
    "lab": ("title", "text"),
    "points": ("title",),
    "slate": ("title", "text"),
}
"""Kinds of slide and the texts of each; lists are in LISTS."""
LISTS = {
    "gist": ("items",),
    "list": ("items",),
    "checklist": ("items",),
    "points": ("items",),
    "question": ("options", "offered"),
}
UNNUMBERED = ("checklist", "points")
"""Kinds whose items nobody calls by number: one of pictographs alone leaves no gap."""
MOST_ITEMS, MOST_COLUMNS = 40, 8
"""More than any frame can hold: what lies beyond is spoken, and never measured."""


class TypstSlides:
    """The Slides port by Typst."""

    name = "Typst"

    @property
    def version(self) -> str:
        return typesetting.version(*TEMPLATES)

    def render(self, slides: Sequence[Mapping[str, Any]], folder: Path) -> list[Path]:
        """One PNG a slide, in order, all in the brand of the first. Raises EngineError."""
        if not slides:
            return []
        with tempfile.TemporaryDirectory() as root:
            for template in TEMPLATES:
                shutil.copy(typesetting.TEMPLATES / template, root)
            brand = slides[0].get("brand")
            tokens = typesetting.colours("dark", brand)
            data = [_prepared(slide, Path(root), place, tokens["bg"]) for place, slide in enumerate(slides)]
            logo = typesetting.logo(brand, "logo", Path(root), tokens["bg"])
            typesetting.refuse_boxes(data, "slides", brand)
            pages = self._pages(Path(root), brand, slides=data, tokens=tokens, logo=logo)
        paths = [folder / f"slide-{place:03}.png" for place in range(len(pages))]
        for path, page in zip(paths, pages, strict=True):
            with written(path) as draft:
                draft.write_bytes(page)
        return paths

    def _pages(self, root: Path, brand: Mapping[str, Any] | None, **inputs: Any) -> list[bytes]:
        try:
            compiler = typesetting.compiler(root / "slides.typ", root=root, brand=brand, **inputs)
            pages = compiler.compile(format="png", ppi=72)
        except typst.TypstError as error:
            raise EngineError(
                "slides_failed", f"Typst could not draw these slides: {error.message}"
            ) from error
        return pages if isinstance(pages, list) else [pages]


def _prepared(slide: Mapping[str, Any], root: Path, place: int, ground: str) -> dict[str, Any]:
    """A slide with every field that its template reads, in lengths that it can measure."""
    kind = slide["kind"]
    if kind not in TEXT:
        raise EngineError("slides_failed", f"There is no kind of slide called “{kind}”.")
    data: dict[str, Any] = {
        name: typesetting.printable(slide.get(name)) for name in (*TEXT[kind], "eyebrow", "footer_right")
    }
    data |= {
        "kind": kind,
        "words": {word: typesetting.printable(own) for word, own in (slide.get("words") or {}).items()},
        "footer_left": [typesetting.printable(part) for part in slide.get("footer_left") or ()],
    }
    for name in LISTS.get(kind, ()):
        items = [typesetting.printable(item) for item in slide.get(name) or ()]
        if kind in UNNUMBERED:
            items = [item for item in items if item]
        data |= {name: _capped(items), "ordered": bool(slide.get("ordered"))}
    if kind == "code":
        data |= {"text": _as_written(str(slide.get("text") or ""))}
    if kind == "table":
        data |= _cells(slide)
    if kind == "image":
        data |= _picture(slide, root, place, ground)
    return data


def _as_written(code: str) -> str:
    """Code with its indents, which `printable` takes for space to spare."""
    lines = code.expandtabs(4).split("\n")[:MOST_ITEMS]
    indents = ("\u00a0" * (len(line) - len(line.lstrip(" "))) for line in lines)
    return "\n".join(
        indent + typesetting.printable(line) for indent, line in zip(indents, lines, strict=True)
    )


def _cells(slide: Mapping[str, Any]) -> dict[str, Any]:
    header = _columns(slide.get("header") or ())
    rows = [_columns(row) for row in slide.get("rows") or ()]
    columns = max(1, len(header), *(len(row) for row in rows)) if rows or header else 1
    header += [""] * (columns - len(header)) if header else []
    return {"header": header, "rows": rows[:MOST_ITEMS], "columns": columns}


def _columns(row: Sequence[Any]) -> list[str]:
    """The cells of a row; where there are more than a frame can hold, its last says so."""
    shown = row if len(row) <= MOST_COLUMNS else [*row[: MOST_COLUMNS - 1], "…"]
    return [typesetting.printable(cell) for cell in shown]


def _picture(slide: Mapping[str, Any], root: Path, place: int, ground: str) -> dict[str, Any]:
    """A copy of the picture under a name of our own; its description where there is none."""
    if not slide.get("path"):
        return {"kind": "described"}
    name = f"picture-{place}.png"
    return {"file": name, **prepared(slide["path"], root / name, ground=ground, focus=slide.get("focus"))}


def _capped(items: list[str]) -> list[str]:
    return items if len(items) <= MOST_ITEMS else [*items[:MOST_ITEMS], "…"]
