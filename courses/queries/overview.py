"""One module before it is begun or gone on with."""

from __future__ import annotations

from dataclasses import dataclass

from courses.completing import Left
from courses.models import Attempt, ModulePage
from courses.queries.changes import due_since
from courses.queries.outlines import outlines
from courses.queries.shelf import Card, card_of
from courses.queries.sittings import latest_sitting


@dataclass(frozen=True)
class Overview:
    """left: what an attempt under way still lacks; None where there is none."""

    card: Card
    left: Left | None = None


def overview(user, module: ModulePage) -> Overview:
    """As many queries for the longest module as for the shortest: one, and two more where it was begun."""
    mine = Attempt.objects.filter(enrolment__user=user, enrolment__module=module)
    place = latest_sitting(mine.annotate(due_since=due_since("enrolment__")))
    if place is None:
        return Overview(card_of(module, outlines([module])[module.pk], None, ()))
    outline = outlines([module], spoken=place.attempt.last_spoken)[module.pk]
    card = card_of(module, outline, place.attempt, place.seen)
    return Overview(card, None if card.finished else place.left)
