"""A lab whose work colleagues review, and people who have done it."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from labs.models import Lab, Review, ReviewRequest, Run
from labs.services import ask_for_reviews, send_review, take_review
from tests import factories
from tests.labs import making

NAMES = ("Light", "Reason", "Tone")
CRITERIA = [
    {
        "name": name,
        "points_0": "Not there",
        "points_1": "Somewhat",
        "points_2": "Mostly",
        "points_3": "In full",
    }
    for name in NAMES
]
GOOD, FAIR, POOR = (3, 3, 2), (2, 2, 2), (0, 0, 1)


def lab(**said: Any) -> Lab:
    """The edgy lab with a rubric of three criteria, passed with 60 per cent."""
    return making.lab(slug="reviewed", criteria=CRITERIA, **said)


def handed_in(module, user: User) -> Run:
    """A run that somebody passed."""
    run = making.run_in(module, user)
    making.hand_in(run)
    run.refresh_from_db()
    return run


def asked(module, user: User) -> ReviewRequest:
    return ask_for_reviews(run=handed_in(module, user))


def colleague(module, name: str) -> User:
    """Somebody who passed the lab."""
    person = factories.person(name, f"of {name} Bay")
    handed_in(module, person)
    return person


def said(*points: int, **more: str) -> dict[str, str]:
    """The form of a review."""
    form = {"overall": "Keep the lamp, lose the moon."}
    for at, one in enumerate(points):
        form |= {f"points-{at}": str(one), f"sentence-{at}": f"Because of line {at + 1}, it reads so."}
    return form | more


def reviewed(user: User, *points: int) -> Review:
    """Taken and sent."""
    return send_review(review=take_review(user=user), posted=said(*points))
