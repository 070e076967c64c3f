"""Labs and lessons that have them, as tests need them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from courses.services import begin as begin_lesson
from labs.models import Lab, Run, Submission
from labs.queries import desk_of, place_in
from labs.services import begin, keep_lab, submit
from tests import activities, factories, lesson

BLOCK = activities.LAB

CASES = [
    {"scene": "A clown drops a pie.", "call": "edgy", "why": "Only the clown is hurt."},
    {"scene": "A group is the punchline.", "call": "harmful", "why": "For what they are."},
    {"scene": "A real neighbour is named.", "call": "escalate", "why": "Ask legal."},
    {"scene": "A king slips.", "call": "edgy", "why": "He has power."},
]
EDGY = {"guideline": "Power may be mocked.", "cases": CASES, "to_pass": 75}


def lab(slug: str = "lamp", kind: str = "edgy_or_harmful", task: dict | None = None, **said: Any) -> Lab:
    """A published lab."""
    told = {"title": "A lab", "introduction": "Try it.", "context": "a lamp", "minutes": None} | said
    return keep_lab(slug=slug, kind=kind, task=task or EDGY, **told)


def module_with(lab: Lab, *, author, course=None, slug: str = "light", **value: Any):
    """A published module whose second step is the lab, at the block `BLOCK`. It feeds prompt-craft."""
    named = {"kind": lab.name, "reference": lab.slug, "title": lab.title, "required": True} | value
    body = [*lesson.lesson_body()[:2], activities.lab(**named), lesson.single()]
    course = course or factories.course(factories.catalogue(factories.home()))
    return factories.module(course, owner=author, body=body, slug=slug)


def run_in(module, user) -> Run:
    """A run that somebody has begun in a lesson they are in."""
    begin_lesson(user=user, module=module)
    place = place_in(user, module.slug, BLOCK)
    assert place, "the lesson has no lab"
    return begin(user=user, lab=place.lab, place=place)


def hand_in(run: Run, *calls: str, sure: str = "quite") -> Submission:
    """Hand in the edgy lab; by default all as the studio decides."""
    form = QueryDict(mutable=True)
    form.update(decided(*(calls or RIGHT), sure=sure))
    return submit(run=run, posted=form, files=MultiValueDict(), client_key=uuid.uuid4())


def missed(run: Run) -> set[str]:
    """What a run's author reads that it missed."""
    handed_in = run.submissions.get(final=True)
    points = run.lab.type.points(desk_of(run).task, handed_in.work, handed_in.found)
    return {label for label, is_met in points.items() if not is_met}


def sent(**fields: Any) -> dict[str, Any]:
    """A form with a key of its own."""
    return {"client_key": str(uuid.uuid4())} | fields


def decided(*calls: str, sure: str = "quite") -> dict[str, str]:
    """The form of the edgy lab: a call for each case."""
    found = {}
    for number, call in enumerate(calls):
        found |= {f"call-{number}": call, f"sure-{number}": sure, f"why-{number}": "Because of the target."}
    return found


RIGHT = ("edgy", "harmful", "escalate", "edgy")
