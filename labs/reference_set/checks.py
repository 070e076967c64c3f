"""What is wrong with a set of reference pictures, picture by picture, and what to do about it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from labs.looks import BITS, distance
from labs.reference_set import spoken, variety
from labs.reference_set.items import Fault, Finding, Item, Wanted
from labs.reference_set.words import JUDGED, Check

LEAST_SIDE = 512
"""Pixels: what custom models are commonly trained on."""
NEAR = 12
"""Of BITS comparisons: two frames of one burst differ in fewer, two pictures of one subject in more."""
NAMED = 3
"""Pictures like one that are named on it."""
HOW = {
    Check.NUMBER: "Counted.",
    Check.SIZE: "Pixels of the file. Whether it is sharp, nobody measured.",
    Check.TWINS: (
        f"Each picture is laid on a grid of 8 by 8 and every cell compared with its neighbours: {BITS} times "
        f"lighter or not. Two pictures that differ in {NEAR} or fewer count as one; mirrored, brightened, "
        "scaled and saved again they still do. A crop that takes much away is missed."
    ),
    Check.LIGHT: (
        "Mean lightness, contrast and warmth of the whole picture. Where the sun stood and what the light "
        "means, a program cannot tell."
    ),
    Check.BACKGROUND: (
        "Lightness, warmth and edges along the border, where the background mostly is. A subject that fills "
        "the frame is taken for one."
    ),
    Check.ANGLE: "What you say of each picture. How lines run is shown beside it, as a second look.",
    Check.NAMES: "Two words at least, none given by a camera, none twice.",
    Check.DESCRIPTIONS: "The keyword, enough different words, none said twice. Whether it is true, you know.",
    Check.RIGHTS: "What you state. Whether it holds is looked at when you hand in.",
    Check.SUBJECT: "What the author of this lab says of the prepared pictures; of yours, ask a colleague.",
    Check.RECORD: "What the record says of the prepared pictures; for yours, you answer.",
}
"""What each check goes by, and what it cannot tell."""


def report(items: Sequence[Item], wanted: Wanted, *, judged: bool) -> dict[str, Any]:
    """What a page says of a set, as JSON: checks [{check, label, met, must, told, how}], faults
    {key: [[badge, told]]}, looks {key: {size, light, background, lines}}, hint, score 0..1 and passed.

    judged: with what the author knows, once the set is handed in.
    """
    found = findings(items, wanted)
    shown = [one for one in found if judged or one.check not in JUDGED]
    faults: dict[str, list[list[str]]] = {}
    for fault in (fault for one in shown for fault in one.faults):
        faults.setdefault(fault.key, []).append([fault.badge, fault.told])
    needed = [one for one in found if one.check in wanted.must]
    met = sum(one.met for one in needed)
    return {
        "checks": [_told(one, wanted) for one in shown],
        "faults": faults,
        "looks": {item.key: _seen(item) for item in items},
        "hint": variety.lines_alike(items),
        "score": round(met / len(needed), 4) if needed else 1.0,
        "passed": met == len(needed),
    }


def findings(items: Sequence[Item], wanted: Wanted) -> list[Finding]:
    return [
        number(items, wanted),
        size(items),
        twins(items),
        variety.light(items),
        variety.background(items),
        variety.angle(items),
        spoken.names(items),
        spoken.descriptions(items, wanted),
        spoken.rights(items, wanted),
        spoken.subject(items),
        spoken.record(items),
    ]


def number(items: Sequence[Item], wanted: Wanted) -> Finding:
    there = len(items)
    if there < wanted.fewest:
        told = f"There are {there}. Put in {wanted.fewest - there} more."
    elif there > wanted.most:
        told = f"There are {there}. Take out {there - wanted.most}: what is weak teaches mistakes."
    else:
        told = f"There are {there}, of {wanted.fewest} to {wanted.most}."
    return Finding(Check.NUMBER, wanted.fewest <= there <= wanted.most, told)


def size(items: Sequence[Item]) -> Finding:
    faults = tuple(
        Fault(
            item.key,
            f"Too small: {item.width} × {item.height}",
            f"It has {item.width} by {item.height} pixels and needs {LEAST_SIDE} each way. Find the "
            "original; scaling it up adds nothing.",
        )
        for item in items
        if min(item.width, item.height) < LEAST_SIDE
    )
    told = f"{len(faults)} below {LEAST_SIDE} by {LEAST_SIDE} pixels." if faults else "All large enough."
    return Finding(Check.SIZE, bool(items) and not faults, told, faults)


def twins(items: Sequence[Item]) -> Finding:
    near: dict[str, list[tuple[int, Item]]] = {item.key: [] for item in items}
    for at, one in enumerate(items):
        for other in items[at + 1 :]:
            if (differ := distance(one.look, other.look)) <= NEAR:
                near[one.key].append((differ, other))
                near[other.key].append((differ, one))
    faults = [fault for item in items for fault in _twins(item, near[item.key])]
    told = "Some are nearly the same picture: keep the better one." if faults else "No two are alike."
    return Finding(Check.TWINS, bool(items) and not faults, told, tuple(faults))


def _twins(one: Item, near: list[tuple[int, Item]]) -> Iterator[Fault]:
    """The nearest by name, the others by their number."""
    near = sorted(near, key=lambda pair: pair[0])
    for differ, other in near[:NAMED]:
        yield _twin(one, other, differ)
    if (more := len(near) - NAMED) > 0:
        yield Fault(one.key, f"Like {more} more", f"{more} more pictures are nearly the same as this one.")


def _twin(one: Item, other: Item, differ: int) -> Fault:
    return Fault(
        one.key,
        f"Like “{other.name}”",
        f"It and “{other.name}” differ in {differ} of {BITS} comparisons. Keep the better one.",
    )


def _told(one: Finding, wanted: Wanted) -> dict[str, Any]:
    return {
        "check": one.check,
        "label": Check(one.check).label,
        "met": one.met,
        "must": one.check in wanted.must,
        "told": one.told,
        "how": HOW[Check(one.check)],
    }


def _seen(item: Item) -> dict[str, str]:
    return {
        "size": f"{item.width} × {item.height}",
        "light": variety.light_of(item.look),
        "background": variety.background_of(item.look),
        "lines": variety.lines_of(item.look),
    }
