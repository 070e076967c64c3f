"""What lies on a learner's desk: where to go on, what to take up next, what to read again."""

from dataclasses import dataclass

from django.db.models import F

from accounts.models import User
from courses.models import Attempt, Enrolment
from courses.queries import Card, cards, with_due
from reports.queries.studio import open_modules

OPEN, NEXT, FINISHED = 4, 3, 6


@dataclass(frozen=True)
class Desk:
    """going_on: begun, not finished, last active first. next: not begun. finished: last finished first.

    due: finished once, and due again.
    """

    going_on: tuple[Card, ...]
    next: tuple[Card, ...]
    finished: tuple[Card, ...]
    due: tuple[Card, ...] = ()

    @property
    def is_bare(self) -> bool:
        return not (self.going_on or self.next or self.finished or self.due)


def desk(user: User) -> Desk:
    """A handful of each, so that the page costs the same however much there is."""
    modules = open_modules(user)
    running = Attempt.objects.filter(
        enrolment__user=user, enrolment__module__in=modules, completed_at=None
    ).order_by("-enrolment__last_active_at")
    # One that nothing could complete any more was left for another.
    running = running.exclude(enrolment__attempts__number__gt=F("number"))
    going_on = list(running.values_list("enrolment__module", flat=True)[:OPEN])
    done = Enrolment.objects.filter(user=user, module__in=modules, completed_at__isnull=False)
    done = done.exclude(module__in=going_on)
    done = with_due(done)
    owed = done.filter(due_since__isnull=False).order_by("due_since")
    due = list(owed.values_list("module", flat=True)[:OPEN])
    stands = done.filter(due_since__isnull=True).order_by("-completed_at")
    finished = list(stands.values_list("module", flat=True)[:FINISHED])
    fresh = list(modules.exclude(enrolments__user=user).values_list("pk", flat=True)[:NEXT])
    shown = modules.filter(pk__in=[*going_on, *fresh, *finished, *due])
    found = {card.module.pk: card for card in cards(user, shown)}

    def those(wanted: list[int]) -> tuple[Card, ...]:
        return tuple(found[pk] for pk in wanted if pk in found)

    return Desk(those(going_on), those(fresh), those(finished), those(due))
