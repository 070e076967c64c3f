"""Typst with the studio's own faces and colours. Words reach it as data, never as markup."""

from __future__ import annotations

import hashlib
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

MOST_CHARACTERS = 1200
"""More than any page can hold of one text: what lies beyond is never measured."""
LONGEST_RUN = 18
"""Letters after which a word without a space may be broken."""
TEMPLATES = Path(__file__).parent / "typst"
TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.json"
"""The site's own colours: one source for pages, slides and PDF."""


@cache
def fonts() -> typst.Fonts:
    """The site's faces, Typst's own monospace, and what this machine has for scripts that they lack."""
    packages = (font_hanken_grotesk, font_source_serif_pro)
    return typst.Fonts(font_paths=[str(Path(package.__file__).parent / "files") for package in packages])


def colours(theme: str) -> str:
    """The colours of a theme ("dark" or "light"), as Typst's input."""
    return json.dumps(json.loads(TOKENS.read_text(encoding="utf-8"))[theme])


def version(*templates: str) -> str:
    """Typst's version and a digest of our templates and colours: with any of them, every page changes."""
    sources = [TOKENS, *(TEMPLATES / template for template in templates)]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    return f"{typst.__version__}+{digest[:12]}"


def compiler(template: Path, *, root: Path, **inputs: Any) -> typst.Compiler:
    """A compiler that can read nothing outside `root`. inputs: strings, or data that becomes JSON."""
    given: Mapping[str, str] = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in inputs.items()
    }
    return typst.Compiler(str(template), root=str(root), font_paths=fonts(), sys_inputs=dict(given))


def printable(value: Any) -> str:
    """Text without characters that no face of ours draws, and with places to break where it has no spaces."""
    text = "".join(letter for letter in str(value or "") if _drawn(letter))
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rsplit(" ", 1)[0] + "…"
    text = re.sub(r"[^\S\n]+", " ", text.strip())
    return re.sub(rf"(\S{{{LONGEST_RUN}}})(?=\S{{6}})", "\\1\u200b", text)


def _drawn(letter: str) -> bool:
    """Emoji and their joiners are left out: no face of ours has them, and a box helps nobody."""
    pictograph = ord(letter) >= 0x1F000 or letter in "\ufe0e\ufe0f\u200d"
    return not pictograph and (
        letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")
    )
