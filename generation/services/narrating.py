"""Choosing in whose words a module is narrated."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import ModulePage
from generation.models import EventKind, NarrationChoice, Production, State, Wording
from generation.queries import narrator_is_configured
from generation.services.requests import Refused, requeue

AFRESH = (State.FAILED, State.AWAITING_REVIEW)
"""What nobody has approved yet goes through the line again, and makes only what is different now."""


@transaction.atomic
def choose_narration(*, module: ModulePage, wording: str, by: User | None) -> Production | None:
    """Have a module narrated in its author's words, or in a language model's. Raises Refused.

    The newest production of the module, where it goes through the line again for that; one that somebody
    stopped or sent back waits until it is asked for. Choosing the same again changes nothing.
    """
    if wording not in Wording.values:
        raise Refused("Choose whose words are spoken.")
    if wording == Wording.MODEL and not narrator_is_configured():
        raise Refused(
            "This site has no language model that narrates. Whoever runs it can set GREENROOM_WRITER to "
            "transformers."
        )
    choice, _ = NarrationChoice.objects.select_for_update().get_or_create(
        module_id=module.pk, defaults={"chosen_by": by}
    )
    if choice.wording == wording:
        return None
    choice.wording, choice.chosen_by, choice.chosen_at = wording, by, timezone.now()
    choice.save()
    return _again(module, by)


def _again(module: ModulePage, by: User | None) -> Production | None:
    newest = (
        Production.objects.select_for_update().filter(module_id=module.pk).order_by("-created_at").first()
    )
    if newest is None or newest.state not in AFRESH or newest.sent_back or newest.cancelled:
        return None
    requeue(production=newest, kind=EventKind.RETRIED, by=by)
    return newest
