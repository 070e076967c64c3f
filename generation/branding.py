"""The studio's look as plain data, its files on this machine."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.base import File
from wagtail.models import Site

from generation.models import BrandKit
from generation.models.brand import COLOURS, base_colours
from generation.ports import EngineError
from generation.rules.palette import palette


def brand_of(site: Site | None, folder: Path) -> dict[str, Any]:
    """What differs from our own look; empty where nothing does. Its files are put in the folder.

    - ``dark``, ``light``: colours by the names of static/css/tokens.json
    - ``faces``: ``title``, ``text`` -> {``family``, ``sha256``, ``path``}
    - ``logo``, ``paper_logo``: {``sha256``, ``path``, ``alt``}

    Raises EngineError brand_missing where a file of it is gone.
    """
    kit = BrandKit.objects.select_related("logo", "paper_logo").filter(site=site).first() if site else None
    if kit is None:
        return {}
    found: dict[str, Any] = {
        theme: colours for theme in COLOURS if (colours := palette(base_colours(theme), kit.own(theme)))
    }
    if faces := _faces(kit, folder):
        found["faces"] = faces
    for name, image in (("logo", kit.logo), ("paper_logo", kit.paper_logo or kit.logo)):
        if image is not None:
            path = _copied(image.file, folder / f"{name}{Path(image.file.name).suffix}", "logo")
            found[name] = {"sha256": _sum(path), "path": str(path), "alt": image.title}
    return found


def _faces(kit: BrandKit, folder: Path) -> dict[str, Any]:
    files = {"title": (kit.title_font, kit.title_family, kit.title_sum)}
    files["text"] = (kit.text_font, kit.text_family, kit.text_sum)
    faces = {}
    for name, (file, family, total) in files.items():
        if file:
            # Fonts are looked for in a folder: nothing else lies there.
            place = folder / "faces" / name / f"face{Path(file.name).suffix}"
            faces[name] = {"family": family, "sha256": total, "path": str(_copied(file, place, "font"))}
    return faces


def _copied(file: File, target: Path, what: str) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("rb") as source:
            target.write_bytes(source.read())
    except FileNotFoundError as error:
        raise EngineError(
            "brand_missing",
            f"A {what} of the brand kit is gone. Upload it again under Settings, Brand kit, or take it out.",
        ) from error
    return target


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
