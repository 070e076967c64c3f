"""Where in a lesson a lab stands. What an address says of it is looked up in the lesson itself."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from courses.models import ModulePage
from courses.queries import sitting_in
from courses.steps import blocks_at
from labs.models import Lab


@dataclass(frozen=True)
class Place:
    """step: number of the screen in the lesson."""

    lab: Lab
    module: ModulePage
    block_id: str
    step: int

    @property
    def key(self) -> str:
        return f"{self.module.pk}:{self.block_id}"


def place_in(user: User, module_slug: str, block_id: str) -> Place | None:
    """The lab at a block of the lesson that somebody is in; None where there is none for them."""
    sitting = sitting_in(user, module_slug)
    step = sitting.step_of(block_id) if sitting else None
    if sitting is None or step is None:
        return None
    named = next((one for one in blocks_at(sitting.lesson.body, {block_id}) if one.block_type == "lab"), None)
    lab = named and Lab.objects.filter(slug=named.value["reference"] or "", live=True).first()
    if not lab or lab.name != named.value["kind"]:
        return None
    return Place(lab, sitting.module, block_id, step.number)
