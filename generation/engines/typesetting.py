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

from generation.engines.pictures import prepared

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
    return typst.Fonts(font_paths=_site_fonts())


def _site_fonts() -> list[str]:
    packages = (font_hanken_grotesk, font_source_serif_pro)
    return [str(Path(package.__file__).parent / "files") for package in packages]


def colours(theme: str, brand: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The colours of a theme ("dark" or "light"), the brand's in place of the site's own."""
    own: dict[str, str] = json.loads(TOKENS.read_text(encoding="utf-8"))[theme]
    return own | dict((brand or {}).get(theme) or {})


def _faces(brand: Mapping[str, Any] | None) -> tuple[typst.Fonts, dict[str, Any]]:
    """Fonts to set with, and the brand's by what they are for: family, as Typst calls it, and weight."""
    faces = (brand or {}).get("faces") or {}
    if not faces:
        return fonts(), {}
    folders = {name: str(Path(face["path"]).parent) for name, face in faces.items()}
    told = {}
    for name, folder in folders.items():
        alone = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        if one := next(iter(alone.fonts()), None):
            told[name] = {"family": one.family, "weight": one.weight}
    return typst.Fonts(font_paths=[*_site_fonts(), *folders.values()]), told


def logo(brand: Mapping[str, Any] | None, name: str, root: Path, ground: str) -> dict[str, Any]:
    """A logo put where Typst can read it: file, pixels, mat, alt; nothing where the brand has none."""
    found = (brand or {}).get(name)
    if not found:
        return {}
    return {"file": f"{name}.png", "alt": found["alt"]} | prepared(
        found["path"], root / f"{name}.png", ground=ground
    )


def version(*templates: str) -> str:
    """Typst's version and a digest of our templates and colours: with any of them, every page changes."""
    sources = [TOKENS, *(TEMPLATES / template for template in templates)]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    return f"{typst.__version__}+{digest[:12]}"


def compiler(
    template: Path, *, root: Path, brand: Mapping[str, Any] | None = None, **inputs: Any
) -> typst.Compiler:
    """A compiler that can read nothing outside `root`. inputs: strings, or data that becomes JSON."""
    found, families = _faces(brand)
    given = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in (inputs | {"faces": families}).items()
    }
    return typst.Compiler(str(template), root=str(root), font_paths=found, sys_inputs=given)


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
