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

from generation import letters
from generation.engines.pictures import prepared
from generation.ports import EngineError

MOST_CHARACTERS = 1200
"""More than any page can hold of one text: what lies beyond is never measured."""
LONGEST_RUN = 18
"""Letters after which a word without a space may be broken."""
NO_FACE = re.compile(r'the text `"(.+?)"` could not be displayed')
TRIAL = b"#set document(title: sys.inputs.letters)\n#sys.inputs.letters"
"""What is set to find out whether its letters can be."""
COMMON = 0x590
"""Our faces have Latin, Greek and Cyrillic, all below it, and punctuation."""
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
    """Typst's version and a digest of templates, colours and letters: with these, every page changes."""
    sources = [TOKENS, *(TEMPLATES / template for template in templates)]
    made_of = b"".join(source.read_bytes() for source in sources) + letters.REVISION.encode()
    digest = hashlib.sha256(made_of).hexdigest()
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


def refuse_boxes(data: Any, what: str, brand: Mapping[str, Any] | None = None) -> None:
    """Raises EngineError no_font where no face here has a letter: a picture shows a box, and says nothing.

    what: is drawn, in words. PDF/UA takes no letter without a face, and Typst names it.
    """
    rare = sorted(filter(_rare, set(json.dumps(data, ensure_ascii=False))))
    if not rare:
        return
    trial = typst.Compiler(TRIAL, font_paths=_faces(brand)[0], sys_inputs={"letters": " ".join(rare)})
    try:
        trial.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if refused := no_font(error.message, what):
            raise refused from error
        raise


def _rare(letter: str) -> bool:
    punctuation = 0x2000 <= ord(letter) < 0x2070
    return ord(letter) >= COMMON and not punctuation and unicodedata.category(letter)[0] not in "CMZ"


def no_font(complaint: str, what: str) -> EngineError | None:
    """What Typst says of a letter without a face, in words for people; None where it says something else."""
    unknown = NO_FACE.search(complaint)
    return unknown and EngineError(
        "no_font",
        f"The {what} cannot show “{unknown[1]}”: no font here has it. Install a font of that script where "
        "media are made, or write it in Latin letters.",
    )


def printable(value: Any) -> str:
    """Text that our faces draw, read from its own side, with places to break where it has no spaces."""
    text = letters.drawable(str(value or ""))
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rsplit(" ", 1)[0] + "…"
    text = re.sub(r"[^\S\n]+", " ", text.strip())
    return letters.directed(re.sub(rf"(\S{{{LONGEST_RUN}}})(?=\S{{6}})", "\\1\u200b", text))
