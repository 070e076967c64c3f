"""The pictures that somebody may choose from at a desk: those of the lab, and their own."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import AbstractImage

from labs.contract import Desk
from labs.looks import Look, look_of
from labs.models import Run, Upload
from labs.models.lab import lab_at
from labs.queries import brought_to
from labs.reference_set.items import SAID, Truth

LOOKS = "lab-look/1"
"""Where looks of prepared pictures are remembered; another number when `labs.looks` sees something else."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    """A picture at a desk. said: what is said of it before anybody changed that. alt: what it shows.

    truth: what the author knows; None for an upload. record: what learners may read of that.
    """

    key: str
    address: str
    alt: str
    width: int
    height: int
    look: Look
    said: dict[str, str]
    in_set: bool
    truth: Truth | None = None

    @property
    def record(self) -> str:
        return self.truth.record if self.truth else ""

    @property
    def is_own(self) -> bool:
        return self.truth is None

    @property
    def measured(self) -> dict[str, Any]:
        return {"width": self.width, "height": self.height, "look": self.look.as_json()}


def known(desk: Desk) -> dict[str, Known]:
    """By key: the prepared ones in the author's order, then one's own in the order of their coming."""
    found = [_prepared(desk, number, said) for number, said in enumerate(desk.task["pictures"])]
    mine = [uploaded(one) for one in brought_to(desk.run)]
    return {one.key: one for one in (*found, *mine) if one is not None}


def image_at(run: Run, number: int) -> AbstractImage | None:
    """The prepared picture of that number, from 0. What was sent is not read for it."""
    pictures = lab_at(run.revision).asked["pictures"]
    return pictures[number]["image"] if number < len(pictures) else None


def _prepared(desk: Desk, number: int, said: Any) -> Known | None:
    image = said["image"]
    look = _look_at(image) if image else None
    if image is None or look is None:
        return None
    return Known(
        key=f"p{number}",
        address=reverse("labs:reference_set_picture", args=[desk.run.pk, number]),
        # Not its title: that is what its author's file was called, which may tell what is wrong with it.
        alt=image.description or said["name"],
        width=image.width,
        height=image.height,
        look=look,
        said={name: said[name] or "" for name in SAID},
        in_set=said["in_set"],
        truth=Truth(said["belongs"], said["why"], said["true_rights"], said["record"]),
    )


def uploaded(upload: Upload) -> Known:
    return Known(
        key=f"u{upload.pk.hex}",
        address=reverse("labs:upload_preview", args=[upload.pk]),
        alt=f"Your picture {upload.name}",
        width=upload.width,
        height=upload.height,
        look=Look.from_json(upload.look),
        said=dict.fromkeys(SAID, "") | {"name": upload.name},
        in_set=False,
    )


def _look_at(image: AbstractImage) -> Look | None:
    """None where its file is gone: the picture is then left out, and the log says so."""
    cache, name = caches["process"], f"{LOOKS}/{image.file.name}"
    if kept := cache.get(name):
        return Look.from_json(kept)
    try:
        with image.open_file() as file, Picture.open(file) as picture:
            look = look_of(picture)
    except (OSError, ValueError) as error:
        logger.warning("Picture %s of a lab cannot be read: %s", image.pk, error)
        return None
    cache.set(name, look.as_json(), None)
    return look
