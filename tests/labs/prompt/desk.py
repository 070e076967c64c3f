"""A prompt lab as tests need it, and prompts that its brief gets better by."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from wagtail.images.models import Image

from labs.models import Run, Submission
from labs.prompt.grading.elements import ELEMENTS
from labs.queries import reasons
from labs.services import add_own_test, decide_on, show_recorded, submit
from tests import factories
from tests.labs import making

TASK = {
    "scene": "A kitchen after closing time.",
    "intent": "Open the film.",
    "audience": "The director",
    "constraints": "Nobody looks into the lens.",
    "references": [],
    "elements": list(ELEMENTS),
    "to_pass": 9,
    "leaks_block": True,
    "contradictions_block": True,
    "model_brief": "As I would have it.",
}
ASSERTED = {"type": "icontains", "value": "other people", "opposite": False, "weight": 1}
RECORDED = {"text": "A cook at a sink.", "states": ["subject"], "made_by": "Written by hand"}
VAGUE = "A nice scene."
SOME = "A tired cook scrubs a sink in a hotel kitchen at night, wide shot, 35 mm lens."
ALL = """Subject: a tired cook scrubs a sink
Mood: tender and uneasy
Style: documentary realism
Camera: locked off wide shot, 35 mm lens
Lighting: lit by a single tungsten practical
Environment: a hotel kitchen at night, in winter
Texture: coarse film grain, scratched steel
Genre: family drama
Restrictions: no logos, without other people"""


def lab(task: dict[str, Any] | None = None, **said: Any):
    return making.lab(slug="kitchen", kind="prompt", task=TASK | (task or {}), **said)


def run_of(learner, author, course, slug: str = "light", **task: Any) -> Run:
    """A run that the learner has begun in a lesson."""
    return making.run_in(making.module_with(lab(task), author=author, course=course, slug=slug), learner)


def begun(learner, author, course, slug: str = "a-brief") -> Run:
    """With a picture in its brief, two versions with what came of them, one decided about, a test of each
    kind, and variants to choose from.
    """
    tests = [{"name": "Alone", "on": "prompt", "assertions": [ASSERTED], "threshold": None}]
    variants = [{"text": text, "made_by": "Written by hand"} for text in ("A lamp.", "Rain.")]
    asked = {"references": [reference()], "tests": tests, "outputs": [RECORDED], "variants": variants}
    run = run_of(learner, author, course, slug=slug, **asked)
    add_own_test(run=run, said={"type": "contains", "value": "Mood"}, client_key=uuid.uuid4())
    show_recorded(version=check(run, SOME), client_key=uuid.uuid4())
    decide_on(
        version=check(run, ALL),
        verdict="adjust",
        reason=reasons()[0],
        note="Almost.",
        client_key=uuid.uuid4(),
    )
    return run


def reference(image: Image | None = None, **said: Any) -> dict[str, Any]:
    """A picture of a brief, as the author's form has it."""
    shown = (image or factories.image()).pk
    return {"image": shown, "alt_text": "A lamp.", "rights": "Our own still", "cleared": True} | said


def check(run: Run, text: str) -> Submission:
    """Keep a version."""
    return _submitted(run, free(text))


def hand_in(run: Run, number: int) -> Submission:
    return _submitted(run, {"hand-in": str(number)})


def _submitted(run: Run, fields: dict[str, Any]) -> Submission:
    form = QueryDict(mutable=True)
    form.update(fields)
    return submit(run=run, posted=form, files=MultiValueDict(), client_key=uuid.uuid4())


def free(text: str, **more: Any) -> dict[str, Any]:
    """The form, written freely."""
    return making.sent(way="free", text=text, **more)


def version(run: Run, number: int) -> Submission:
    return run.submissions.get(number=number)
