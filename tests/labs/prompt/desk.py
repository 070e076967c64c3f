"""A prompt lab as tests need it, and prompts that its brief gets better by."""

from __future__ import annotations

from typing import Any

from labs.models import Run, Submission
from labs.prompt.grading.elements import ELEMENTS
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
VAGUE = "A nice scene."
SOME = "A tired cook scrubs a pan in a hotel kitchen at night, wide shot on a 35 mm lens."
ALL = """Subject: a tired cook scrubs a pan
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


def run_of(learner, author, course, **task: Any) -> Run:
    """A run that the learner has begun in a lesson."""
    return making.run_in(making.module_with(lab(task), author=author, course=course), learner)


def free(text: str, **more: Any) -> dict[str, Any]:
    """The form, written freely."""
    return making.sent(way="free", text=text, **more)


def version(run: Run, number: int) -> Submission:
    return run.submissions.get(number=number)
