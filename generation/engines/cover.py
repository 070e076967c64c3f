"""The cover of an audio edition: a square picture, set by Typst."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from generation.engines import typesetting
from generation.engines.ffmpeg import written
from generation.ports import EngineError

TEMPLATES = ("cover.typ", "frame.typ")
TEXTS = ("title", "course", "studio", "disclosure")


class TypstCover:
    """The Cover port by Typst. 1400 pixels a side is the least that podcast directories take."""

    name = "Typst"

    @property
    def version(self) -> str:
        return typesetting.version(*TEMPLATES)

    def draw(self, cover: Mapping[str, Any], target: Path) -> None:
        root = typesetting.TEMPLATES
        words = {name: typesetting.printable(cover.get(name)) for name in TEXTS}
        brand, dark = cover.get("brand"), typesetting.colours("dark", cover.get("brand"))
        typesetting.refuse_boxes(words, "cover", brand)
        try:
            compiler = typesetting.compiler(
                root / TEMPLATES[0], root=root, brand=brand, cover=words, tokens=dark
            )
            page = compiler.compile(format="png", ppi=72)
        except typst.TypstError as error:
            raise EngineError(
                "cover_failed",
                f"Typst could not draw the cover: {error.message}. Change the title and retry.",
            ) from error
        with written(target) as draft, Image.open(io.BytesIO(page)) as drawn:
            drawn.convert("RGB").save(draft, "PNG")  # directories take no transparency
