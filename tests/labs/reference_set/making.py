"""Reference sets as tests need them: small pictures in plain colours that differ where it counts."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

from labs.contract import Desk
from labs.models import Submission
from labs.queries import desk_of
from labs.reference_set.layout import laid_out
from labs.reference_set.pictures import known
from labs.services import submit
from tests.labs.making import sent

SIDE = 512
COLOURS = {
    "noon": ((250, 230, 190), (200, 150, 90)),
    "dusk": ((60, 20, 10), (20, 8, 4)),
    "dawn": ((90, 100, 130), (70, 90, 140)),
    "storm": ((150, 100, 50), (90, 60, 20)),
    "night": ((8, 10, 40), (2, 4, 16)),
}


def drawn(light: str, shape: int, side: int = SIDE) -> Image.Image:
    """A frame in two colours. shape: where the second stands; frames of other shapes are no twins."""
    sky, ground = COLOURS[light]
    picture = Image.new("RGB", (side, side), sky)
    draw, cell, chance = ImageDraw.Draw(picture), side // 8, random.Random(shape)
    for number in range(64):
        if chance.random() < 0.4:
            x, y = number % 8 * cell, number // 8 * cell
            draw.rectangle((x, y, x + cell, y + cell), fill=ground)
    return picture


def written(picture: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


@cache
def _file(light: str, shape: int, side: int) -> bytes:
    return written(drawn(light, shape, side), compress_level=1)


def image(light: str, shape: int, side: int = SIDE) -> Any:
    content = ContentFile(_file(light, shape, side), f"{light}-{shape}.png")
    return get_image_model().objects.create(title=f"{light} {shape}", file=content)


def prepared(light: str, shape: int, side: int = SIDE, **said: Any) -> dict[str, Any]:
    """One that is in order, unless it is said otherwise."""
    return {
        "image": image(light, shape, side).pk,
        "in_set": True,
        "name": f"ridge at {light} {'abcdefghi'[shape]}x",
        "description": f"A desert ridge at {light}, seen as number {'abcdefghi'[shape]}x",
        "angle": ("wide", "low", "high", "close", "eye")[shape % 5],
        "rights": "own",
        "record": "Our unit.",
        "true_rights": "own",
        "belongs": True,
    } | said


def task(**said: Any) -> dict[str, Any]:
    """Six in the set: p3 is a twin of p0, p4 too small, p5 off the subject. Spare: p6 and p7, in order, and
    p8, whose rights nobody knows.
    """
    return {
        "purpose": "One desert.",
        "keyword": "desert",
        "fewest": 5,
        "most": 6,
        "rights": ["own", "licensed"],
        "must": list(MUST),
        "pictures": [
            prepared("noon", 0),
            prepared("dusk", 1),
            prepared("dawn", 2),
            prepared("noon", 0, name="the same ridge", description="This desert ridge one frame later on"),
            prepared("storm", 4, side=300),
            prepared("night", 5, belongs=False, why="A bar is no desert."),
            prepared("storm", 6, in_set=False),
            prepared("night", 7, in_set=False),
            prepared("noon", 8, in_set=False, true_rights="unknown", record="Nobody wrote it down."),
        ],
    } | said


def sent_in(run: Any, do: str, fields: dict[str, Any] | None = None) -> Submission:
    """The form as it stands, or fields, with that button."""
    fields = fields or form(run)
    posted = QueryDict(mutable=True)
    for name, value in (fields | {"do": do}).items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return submit(run=run, posted=posted, files=MultiValueDict(), client_key=fields["client_key"])


MUST = (
    *("number", "size", "twins", "light", "background", "angle"),
    *("names", "descriptions", "rights", "subject", "record"),
)
REPAIRED = ("p0", "p1", "p2", "p6", "p7")


def form(run: Any, keys: Any = None, **changed: Any) -> dict[str, Any]:
    """The form of the page as it stands. keys: which pictures are in the set; None for those that are.

    changed: fields, as name_p0 for name-p0.
    """
    desk: Desk = desk_of(run)
    there = known(desk)
    layout = laid_out(desk, there)
    said = {item["key"]: item for item in layout["items"]}
    keys = list(said) if keys is None else list(keys)
    fields: dict[str, Any] = {"item": keys}
    for key in keys:
        found = said.get(key) or layout["out"].get(key) or there[key].said
        fields |= {f"{name}-{key}": value for name, value in found.items() if name != "key"}
    return sent(**fields | {name.replace("_", "-", 1): value for name, value in changed.items()})
