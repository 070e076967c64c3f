"""A small annotation lab: two questions, three lines a round."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.models import Lab, Run
from labs.services import submit
from tests.labs import making

KEYS = [["yes", "low"], ["no", "mid"], ["no", "high"], ["yes", "high"], ["no", "low"], ["unclear", "mid"]]
ITEMS = [
    {"context": f"Place {number}.", "speaker": "Ife", "line": f"Line number {number}.", "key": key}
    | {"why": f"Why {number}.", "film": None, "recording": None}
    for number, key in enumerate(KEYS)
]
TASK = {
    "guideline": "Label what the line does.",
    "rules": [
        {"text": "A joke is sarcasm.", "repaired": "A joke is not sarcasm by itself."},
        {"text": "Label the line.", "repaired": ""},
    ],
    "questions": [
        {"name": "Sarcasm", "scale": False, "options": ["yes", "no", "unclear"]},
        {"name": "Tension", "scale": True, "options": ["low", "mid", "high"]},
    ],
    "items": ITEMS,
    "in_first": 3,
    "least_people": 2,
    "to_pass": 70,
}
FIRST, SECOND = KEYS[:3], KEYS[3:]
WRONG = [["unclear", "high"], ["yes", "high"], ["yes", "low"]]
MENDED = "A joke is sarcasm where it hurts."


def annotation(slug: str = "labels", film: int | None = None, **changed: Any) -> Lab:
    """film: a clip that the first item asks about."""
    items = [ITEMS[0] | {"film": film}, *ITEMS[1:]] if film else ITEMS
    task = TASK | {"items": items} | changed
    return making.lab(slug=slug, kind="annotation", title="What was meant", task=task)


def labels(step: str, chosen: Sequence[Sequence[str]]) -> dict[str, str]:
    """The form of a round. chosen: for each line, an option of each question."""
    found = {"step": step}
    for number, options in enumerate(chosen):
        for at, option in enumerate(options):
            places = TASK["questions"][at]["options"]
            found[f"label-{number}-{at}"] = str(places.index(option))
    return found


def repair(**changed: str) -> dict[str, str]:
    rules = {f"rule-{place}": rule["text"] for place, rule in enumerate(TASK["rules"])}
    why = {"added": "", "why": "The jokes among friends."}
    return {"step": "repair"} | rules | {"rule-0": MENDED} | why | changed


def send(run: Run, form: dict[str, str]) -> Any:
    """As the desk would."""
    posted = QueryDict(mutable=True)
    posted.update(form)
    return submit(run=run, posted=posted, files=MultiValueDict(), client_key=uuid.uuid4())


def labelled(module: Any, user: Any, *rounds: Sequence[Sequence[str]]) -> Run:
    """Somebody's run, with the rounds they have labelled."""
    run = making.run_in(module, user)
    for number, chosen in enumerate(rounds):
        if number:
            send(run, repair())
        send(run, labels("second" if number else "first", chosen))
    run.refresh_from_db()
    return run
