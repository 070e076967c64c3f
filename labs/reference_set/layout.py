"""How a set lies on the desk: which pictures are in it, and what is said of each.

As JSON: items [{key, name, description, angle, rights, source}] in order; out {key: the same}, for pictures
that were taken out, so that nothing said of them is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from labs.contract import Desk, Refused
from labs.queries import draft_of
from labs.reference_set.items import SAID
from labs.reference_set.pictures import Known
from labs.reference_set.words import Angle, Rights

MOST_ITEMS = 60
LONGEST = {"name": 80, "description": 400, "source": 200}
"""Characters."""
CHOICES = {"angle": Angle.values, "rights": Rights.values}
Layout = dict[str, Any]


def laid_out(desk: Desk, there: Mapping[str, Known]) -> Layout:
    """As it was left: in a draft, else in what was sent last, else as the author laid it out."""
    draft = draft_of(desk.run)
    last = desk.last
    if draft and (last is None or draft.updated_at > last.created_at):
        found = draft.work
    elif last:
        found = last.work
    else:
        found = {"items": [_of(one) for one in there.values() if one.in_set], "out": {}}
    return {"items": [_said(one) for one in found["items"] if one["key"] in there], "out": found["out"]}


def read_layout(desk: Desk, there: Mapping[str, Known], posted: QueryDict) -> Layout:
    """What a form says. Raises Refused (unknown_picture, too_long)."""
    keys = list(dict.fromkeys(posted.getlist("item")))
    if gone := [key for key in keys if key not in there]:
        raise Refused(
            "unknown_picture",
            f"{len(gone)} of the pictures are gone since you opened this page. The others stand as you left "
            "them: look at them and send the set again.",
        )
    if len(keys) > MOST_ITEMS:
        raise Refused(
            "too_many", f"A set has {MOST_ITEMS} pictures at most here. Take some out, and send it again."
        )
    items = [_posted(key, posted) for key in keys]
    for item in items:
        for name, most in LONGEST.items():
            if len(item[name]) > most:
                raise Refused("too_long", f"“{item['name'][:40]}”: keep its {name} to {most} characters.")
    return {"items": items, "out": laid_out(desk, there)["out"]}


def shown_layout(desk: Desk, there: Mapping[str, Known], posted: QueryDict | None) -> Layout:
    """What a page shows: a form that was refused, with what was uploaded by it; else as it was left."""
    left = laid_out(desk, there)
    if posted is None or "item" not in posted:
        return left
    keys = [key for key in dict.fromkeys(posted.getlist("item")) if key in there]
    added = [one for one in left["items"] if there[one["key"]].is_own and one["key"] not in keys]
    return {"items": [*(_posted(key, posted) for key in keys), *added], "out": left["out"]}


def put_in(layout: Layout, one: Known) -> Layout:
    """With a picture at the end of the set, and what was said of it before."""
    if any(item["key"] == one.key for item in layout["items"]):
        return layout
    out = dict(layout["out"])
    return {"items": [*layout["items"], out.pop(one.key, None) or _of(one)], "out": out}


def take_out(layout: Layout, key: str) -> Layout:
    left = [item for item in layout["items"] if item["key"] != key]
    taken = {item["key"]: item for item in layout["items"] if item["key"] == key}
    return {"items": left, "out": layout["out"] | taken}


def spare(layout: Layout, there: Mapping[str, Known]) -> list[tuple[Known, dict[str, str]]]:
    """Pictures that are not in the set, with what was said of them."""
    used = {item["key"] for item in layout["items"]}
    left = [one for one in there.values() if one.key not in used]
    return [(one, layout["out"].get(one.key) or _of(one)) for one in left]


def _of(one: Known) -> dict[str, str]:
    return {"key": one.key, **one.said}


def _said(item: Mapping[str, Any]) -> dict[str, str]:
    return {name: item[name] for name in ("key", *SAID)}


def _posted(key: str, posted: QueryDict) -> dict[str, str]:
    said = {name: " ".join(posted.get(f"{name}-{key}", "").split()) for name in SAID}
    for name, values in CHOICES.items():
        if said[name] not in values:
            said[name] = ""
    return {"key": key, **said}
