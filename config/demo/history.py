"""Six weeks of answers, given through the services learners use, so that mastery follows from evidence."""

from __future__ import annotations

import datetime
import string
import uuid
import zoneinfo
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from courses.models import Attempt, Enrolment, ModulePage
from courses.queries import live_module, steps_of
from courses.services import answer, begin, retake, see_step, show_key
from courses.steps import Step, blocks_at, filled

NAMESPACE = uuid.UUID("5b0c1f4e-6a0e-4c1c-9a55-1d0b7f0f7a11")
SHOW = "show"
SECONDS_A_TRY = 20


def load_history(recipe: Mapping[str, Any], *, today: datetime.date) -> None:
    """Give everyone in the recipe their past with its module. Whoever has begun it keeps what they have."""
    slug = recipe["module"]
    begun = set(Enrolment.objects.filter(module__slug=slug).values_list("user__email", flat=True))
    missing = [person for person in recipe["people"] if person["email"] not in begun]
    if not missing:
        return
    module = live_module(slug)
    if module is None:
        raise LookupError(f"The demo's module {slug} is not published. Publish it, then load the demo again.")
    path = steps_of(module)
    for person in missing:
        _live(User.objects.get(email=person["email"]), module, path, person["attempts"], today)


@transaction.atomic
def _live(
    user: User, module: ModulePage, path: list[Step], attempts: list[Mapping[str, Any]], today: datetime.date
) -> None:
    zone = zoneinfo.ZoneInfo(user.time_zone)
    for number, told in enumerate(attempts):
        day = today - datetime.timedelta(days=told["days_ago"])
        at = datetime.datetime.combine(day, datetime.time.fromisoformat(told["at"]), zone)
        start = begin if number == 0 else retake
        _walk(start(user=user, module=module, at=at), module, path, iter(told["answers"]), at)


def _walk(
    attempt: Attempt, module: ModulePage, path: list[Step], answers: Iterator[str], at: datetime.datetime
) -> None:
    """Step by step at the module's own pace, until the answers end."""
    for step in filled(path, attempt.pk):
        see_step(attempt=attempt, module=module, step_key=step.key, at=at)
        at += datetime.timedelta(seconds=round(step.seconds))
        if not step.asks:
            continue
        tries = next(answers, None)
        if tries is None:
            return
        (question,) = blocks_at(module.body, [step.asks])
        at = _answer(attempt, module, question, tries, at)


def _answer(
    attempt: Attempt, module: ModulePage, question, tries: str, at: datetime.datetime
) -> datetime.datetime:
    letters = dict(
        zip(string.ascii_uppercase, (one for one, _ in question.block.options(question.value)), strict=False)
    )
    for number, told in enumerate(tries.split(" > "), 1):
        facts = {
            "attempt": attempt,
            "module": module,
            "block_id": str(question.id),
            "client_key": uuid.uuid5(
                NAMESPACE, f"{attempt.enrolment.user.email} {attempt.number} {question.id} {number}"
            ),
            "at": at,
        }
        if told == SHOW:
            show_key(**facts)
        else:
            answer(response={"options": [letters[letter] for letter in told]}, **facts)
        at += datetime.timedelta(seconds=SECONDS_A_TRY)
    return at
