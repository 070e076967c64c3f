"""Where competencies stand in their tree."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from courses.models import Competency
from courses.services.answers import Refused


@transaction.atomic
def move_competency(
    *, competency: Competency, by: User, under: Competency | None = None, after: Competency | None = None
) -> Competency:
    """Put it, with all that stands under it, first under another (at the top: None), or right after `after`.

    Raises Refused (no_place) where it would stand under itself, or deeper than a tree may be.
    """
    # Two moves at once could close a circle that neither of them sees.
    everything = {
        one.pk: one for one in Competency.objects.select_for_update().order_by("sort_order", "name")
    }
    competency = everything[competency.pk]
    parent_id = after.parent_id if after else (under.pk if under else None)
    if told := competency.fault_under(parent_id):
        raise Refused("no_place", told)
    siblings = [one for one in everything.values() if one.parent_id == parent_id and one != competency]
    place = next((number for number, one in enumerate(siblings, 1) if one == after), 0)
    siblings.insert(place, competency)
    before = competency.parent_id
    competency.parent_id = parent_id
    for number, one in enumerate(siblings):
        if one.sort_order != number or one == competency:
            one.sort_order = number
            one.save(update_fields=["parent", "sort_order", "changed_at"])
    log(competency, "courses.competency.moved", user=by, data={"from": before, "under": parent_id})
    return competency
