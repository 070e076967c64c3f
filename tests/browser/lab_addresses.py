"""Every page of labs with an address that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse

from labs.models import Run
from labs.services import keep_upload
from tests.labs import making
from tests.uploads import files

if TYPE_CHECKING:
    from tests.browser.addresses import Studio


def in_a_lab(studio: Studio, slug: str) -> Run:
    course = studio.module.get_parent()
    module = making.module_with(making.lab(), author=studio.ld_admin, course=course, slug=slug)
    return making.run_in(module, studio.learner)


def door_of_a_lab(studio: Studio) -> list[str]:
    run = in_a_lab(studio, "practice")
    return [reverse("labs:front", args=[run.module.slug, run.block_id])]


def desks(studio: Studio) -> list[str]:
    """A lab that waits to be handed in, and one that was."""
    begun, done = (in_a_lab(studio, slug) for slug in ("begun", "handed-in"))
    making.hand_in(done)
    return [reverse("labs:desk", args=[run.pk]) for run in (begun, done)]


def uploads_of(studio: Studio) -> list[str]:
    keep_upload(run=in_a_lab(studio, "uploading"), name="Noon.png", content=files.picture())
    return [reverse("labs:uploads")]


LABS: dict[str, Callable[[Studio], list[str]]] = {
    "labs:index": lambda _: [reverse("labs:index")],
    "labs:front": door_of_a_lab,
    "labs:desk": desks,
    "labs:uploads": uploads_of,
}
