"""Slides of a recap: 1080x1920 PNG, to be read on a telephone that is held upright."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from generation.engines import typesetting
from generation.engines.ffmpeg import written
from generation.ports import EngineError

TEMPLATES = ("vertical.typ", "frame.typ")
TEXTS = ("eyebrow", "title", "text", "footer")


class TypstVertical:
    """The Slides port for upright pictures. kinds: title, point, question (with options), slate."""

    name = "Typst"

    @property
    def version(self) -> str:
        return typesetting.version(*TEMPLATES)

    def render(self, slides: Sequence[Mapping[str, Any]], folder: Path) -> list[Path]:
        """One PNG a slide, in order, all in the brand of the first. Raises EngineError."""
        if not slides:
            return []
        root, brand = typesetting.TEMPLATES, slides[0].get("brand")
        data = [_prepared(slide) for slide in slides]
        typesetting.refuse_boxes(data, "recap", brand)
        try:
            compiler = typesetting.compiler(
                root / TEMPLATES[0],
                root=root,
                brand=brand,
                slides=data,
                tokens=typesetting.colours("dark", brand),
            )
            pages = compiler.compile(format="png", ppi=72)
        except typst.TypstError as error:
            raise EngineError("slides_failed", f"Typst could not draw the recap: {error.message}") from error
        pages = pages if isinstance(pages, list) else [pages]
        paths = [folder / f"upright-{place:02}.png" for place in range(len(pages))]
        for path, page in zip(paths, pages, strict=True):
            with written(path) as draft:
                draft.write_bytes(page)
        return paths


def _prepared(slide: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: typesetting.printable(slide.get(name)) for name in TEXTS}
    options = [typesetting.printable(option) for option in slide.get("options") or ()]
    return {"kind": slide["kind"], "options": options, **words}
