"""A small training room: dock and office, where a bag of words is enough to learn what is flagged."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from generation.engines import registry
from labs.models import Lab, Run, Submission, Training
from labs.queries import desk_of, trainings_of
from labs.services import request_training, submit, train
from labs.training_room.room import Room, room_of
from labs.training_room.standing import Standing, standing
from tests.generation.fakes import BagOfWords
from tests.labs import making

PARTS = ("hull", "deck", "rope", "mast", "keel", "sail", "bow", "stern", "tide", "quay", "winch", "buoy")
DOCK = "dock salt"
OFFICE = "office desk"


def bundle(use: str, group: str, label: str, start: str, number: int, place: int = 0) -> dict[str, str]:
    words = PARTS[place : place + number]
    return {"use": use, "group": group, "label": label, "lines": "\n".join(f"{start} {one}" for one in words)}


BUNDLES = [
    bundle("pool", "Dock", "flag", f"hurt {DOCK} now", 6),
    bundle("pool", "Office", "flag", f"hurt {OFFICE} now", 2),
    bundle("pool", "Office", "let_pass", f"calm {OFFICE} now", 6),
    bundle("later", "Dock", "let_pass", f"heave {DOCK} now", 6),
    bundle("held_out", "Dock", "flag", f"hurt {DOCK} later", 3, 6),
    bundle("held_out", "Dock", "let_pass", f"heave {DOCK} later", 4, 6),
    bundle("held_out", "Office", "flag", f"hurt {OFFICE} later", 3, 6),
    bundle("held_out", "Office", "let_pass", f"calm {OFFICE} later", 4, 6),
    bundle("case", "Dock", "flag", f"hurt {DOCK} soon", 3, 6),
    bundle("case", "Office", "let_pass", f"calm {OFFICE} soon", 3, 6),
]
TASK = {
    "guideline": "Flag what hurts.",
    "flag": "Threat",
    "let_pass": "No threat",
    "bundles": BUNDLES,
    "most_lines": 20,
    "rounds": 2,
    "least_accuracy": 80,
    "least_cases": 3,
    "least_precision": 70,
    "least_recall": 70,
}
MEND = "More harmless lines from the dock."


def room_lab(slug: str = "room", **changed: Any) -> Lab:
    return making.lab(slug=slug, kind="training_room", title="Teach it", task=TASK | changed)


def at(run: Run) -> tuple[Room, Standing]:
    desk = desk_of(run)
    return room_of(desk.task), standing(desk.submissions, trainings_of(run))


def form(run: Run, **changed: Any) -> dict[str, Any]:
    """Of the step that stands there, filled in by the key: every line chosen, every label right."""
    room, stand = at(run)
    said: dict[str, Any] = {"step": stand.step, "round": str(stand.round)}
    if stand.step == "collect":
        said["line"] = [line.mark for line in room.pool(stand.round)]
    elif stand.step == "annotate":
        lines = [room.by_mark[mark] for mark in stand.last.lines]
        said |= {f"label-{line.mark}": "flag" if line.flag else "pass" for line in lines}
    elif stand.step == "test":
        said |= {"worse": "Dock", "mend": MEND, "then": "on"}
    elif stand.step == "cases":
        said |= {f"label-{line.mark}": "flag" if line.flag else "pass" for line in room.cases}
    elif stand.step == "filter":
        said["threshold"] = "0.5"
    return said | changed


def send(run: Run, **changed: Any) -> Submission:
    """As the desk would."""
    posted = QueryDict(mutable=True)
    for name, value in form(run, **changed).items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return submit(run=run, posted=posted, files=MultiValueDict(), client_key=uuid.uuid4())


def trained(run: Run) -> Training:
    """Have the model trained that is waited for, at once."""
    row = request_training(run=run)
    train(training_id=row.pk)
    row.refresh_from_db()
    return row


def through_training(run: Run) -> None:
    """A round from choosing to what the model did."""
    send(run)
    send(run)
    while at(run)[1].step in ("train", "ten"):
        assert trained(run).is_done


def through_test(run: Run, **changed: Any) -> Submission:
    """A round from choosing to naming the gap. changed: of the last form."""
    through_training(run)
    return send(run, **changed)


@contextmanager
def bag_of_words() -> Iterator[None]:
    with patch.object(registry, "embedder", BagOfWords):
        yield
