"""Every page of labs with an address that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse

from labs.services import keep_upload
from tests.labs import making
from tests.uploads import files

if TYPE_CHECKING:
    from tests.browser.addresses import Studio


def labs_of(studio: Studio) -> list[str]:
    """The list, the door of a lab, a lab that waits to be handed in, and one that was."""
    lab, course = making.lab(), studio.module.get_parent()
    run, done = (
        making.run_in(
            making.module_with(lab, author=studio.ld_admin, course=course, slug=slug), studio.learner
        )
        for slug in ("practice", "practised")
    )
    making.hand_in(done)
    desks = [reverse("labs:desk", args=[one.pk]) for one in (run, done)]
    return [reverse("labs:index"), reverse("labs:front", args=[run.module.slug, run.block_id]), *desks]


def uploads_of(studio: Studio) -> list[str]:
    """Of a run that `labs_of` began."""
    run = studio.learner.lab_runs.filter(finished_at=None).first()
    keep_upload(run=run, name="Noon.png", content=files.picture())
    return [reverse("labs:uploads")]


LABS: dict[str, Callable[[Studio], list[str]]] = {
    "labs:index": labs_of,
    "labs:uploads": uploads_of,
}
