"""The certificate of a course: one landscape A4 page as PDF/UA-1 (ISO 14289-1), set by Typst."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import font_hanken_grotesk
import font_source_serif_pro
import typst

TEMPLATES = Path(__file__).parent / "typst"
TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.json"
LONGEST = 160
"""Characters of a name or a title: what lies beyond no page can hold."""
NO_FACE = re.compile(r'the text `"(.+?)"` could not be displayed')


class NotSet(Exception):
    """It could not be set. Its text says what to do."""


@cache
def _faces() -> typst.Fonts:
    """The site's faces, and what this machine has for scripts that they lack."""
    packages = (font_hanken_grotesk, font_source_serif_pro)
    return typst.Fonts(font_paths=[str(Path(package.__file__).parent / "files") for package in packages])


def typeset(paper: Mapping[str, Any], address: str = "") -> bytes:
    """A PDF. paper: as `gamification.models.Certificate` keeps it. address: of a badge for it, or "".

    Raises NotSet where no font here draws what it must say.
    """
    tokens = json.loads(TOKENS.read_text(encoding="utf-8"))["light"]
    inputs = {"paper": json.dumps(_printable(paper) | {"address": address}), "tokens": json.dumps(tokens)}
    try:
        compiler = typst.Compiler(
            str(TEMPLATES / "certificate.typ"), root=str(TEMPLATES), font_paths=_faces(), sys_inputs=inputs
        )
        return compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise NotSet(_reason(error.message)) from error


def _reason(complaint: str) -> str:
    if unknown := NO_FACE.search(complaint):
        return (
            f"No font here can show “{unknown[1]}”. Write the name in another script in “Your profile”, or "
            "ask whoever runs this site to install a font for it where certificates are made; then try again."
        )
    return f"Typst could not set it: {complaint}"


def _printable(value: Any) -> Any:
    """The same data, its words without characters that no face draws (emoji, controls) and not too long."""
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if not isinstance(value, str):
        return value
    text = " ".join("".join(letter for letter in value if _drawn(letter)).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _drawn(letter: str) -> bool:
    pictograph = ord(letter) >= 0x1F000 or letter in "\ufe0e\ufe0f\u200d"
    return not pictograph and unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")
