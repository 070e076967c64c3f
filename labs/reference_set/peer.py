"""A set of pictures as a colleague sees it. An upload goes by its number: a file's name may tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files import File
from wagtail.images.models import AbstractImage

from labs.contract import Desk
from labs.models import Upload
from labs.reference_set.views import SIZE
from labs.reference_set.words import Angle, Rights


def shown(desk: Desk, picture: Callable[[int], str]) -> dict[str, Any]:
    task, mine = desk.task, _uploads(desk)
    return {
        "purpose": task["purpose"],
        "keyword": task["keyword"],
        "pictures": [
            _told(desk, mine, said, number, picture(number)) for number, said in enumerate(_items(desk))
        ],
    }


def picture(desk: Desk, number: int) -> File | None:
    """A small copy, as WebP; None where there is none. Raises FileNotFoundError."""
    items = _items(desk)
    found = _picture(desk, _uploads(desk), items[number]["key"]) if number < len(items) else None
    if isinstance(found, Upload):
        return found.preview.open("rb")
    return found.get_rendition(SIZE).file.open("rb") if found else None


def _items(desk: Desk) -> list[dict[str, Any]]:
    return desk.submissions[-1].work["items"]


def _uploads(desk: Desk) -> dict[str, Upload]:
    return {f"u{one.pk.hex}": one for one in desk.run.uploads.all()}


def _picture(desk: Desk, mine: dict[str, Upload], key: str) -> Upload | AbstractImage | None:
    return desk.task["pictures"][int(key[1:])]["image"] if key.startswith("p") else mine.get(key)


def _told(desk: Desk, mine: dict[str, Upload], said: dict[str, Any], number: int, address: str) -> dict:
    found, numbered = _picture(desk, mine, said["key"]), f"Picture {number + 1}"
    unnamed = not isinstance(found, AbstractImage) and (found is None or said["name"] == found.name)
    return {
        "name": numbered if unnamed else said["name"],
        "alt": (found.description or found.title) if isinstance(found, AbstractImage) else numbered,
        "address": address if found else "",
        "width": said["width"],
        "height": said["height"],
        "description": said["description"],
        "angle": dict(Angle.choices).get(said["angle"], ""),
        "rights": dict(Rights.choices).get(said["rights"], ""),
        "source": said["source"],
    }
