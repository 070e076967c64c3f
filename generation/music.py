"""The studio's music as plain data, its file on this machine."""

from __future__ import annotations

from pathlib import Path

from wagtail.models import Site

from generation.models import SoundKit
from generation.ports import EngineError
from generation.stages.contract import Bed


def bed_of(site: Site | None, folder: Path) -> Bed | None:
    """None where the studio has none. Its file is fetched into the folder when it is asked for."""
    kit = SoundKit.objects.filter(site=site).exclude(bed="").first() if site else None
    if kit is None:
        return None

    def fetch() -> Path:
        target = folder / f"bed{Path(kit.bed.name).suffix}"
        try:
            with kit.bed.open("rb") as file:
                target.write_bytes(file.read())
        except FileNotFoundError as error:
            raise EngineError(
                "bed_gone", "The music is gone. Upload it again under Settings, Music, or take it out."
            ) from error
        return target

    return Bed(kit.bed_sum, kit.bed_level, kit.bed_rights, fetch)
