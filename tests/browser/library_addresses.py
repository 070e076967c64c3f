"""Every page of the library of prompts with an address that shows it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse

from labs.models import SavedPrompt
from labs.services import review_prompt
from tests.labs.library import making as library
from tests.labs.prompt import desk

if TYPE_CHECKING:
    from tests.browser.addresses import Studio


def kept_prompt(studio: Studio) -> SavedPrompt:
    """In a project's library, reviewed and forked; its fork is not in the project's language."""
    if found := SavedPrompt.objects.filter(owner=studio.learner, forked_from=None).first():
        return found
    course = studio.module.get_parent()
    run = desk.run_of(studio.learner, studio.ld_admin, course, slug="kept")
    project = library.project(studio.learner, studio.ld_admin)
    prompt = library.saved(run, project, note="For interiors.")
    said = {"verdict": "adjust", "reason": library.REASON, "note": "", "client_key": uuid.uuid4()}
    review_prompt(prompt=prompt, reviewer=studio.ld_admin, **said)
    library.forked(prompt, studio.ld_admin, project)
    return prompt


def _whole(studio: Studio) -> list[str]:
    kept_prompt(studio)
    return [reverse("labs:library")]


def _project(studio: Studio) -> list[str]:
    return [reverse("labs:library_project", args=[kept_prompt(studio).project.slug])]


def _prompt(name: str) -> Callable[[Studio], list[str]]:
    return lambda studio: [reverse(f"labs:{name}", args=[kept_prompt(studio).pk])]


def _begun(studio: Studio) -> list[str]:
    prompt = kept_prompt(studio)
    return [reverse("labs:library_begin", args=[prompt.version.run_id, prompt.pk])]


def _language(studio: Studio) -> list[str]:
    prompt = kept_prompt(studio)
    address = reverse("labs:library_language", args=[prompt.version.run_id, 1])
    return [f"{address}?project={prompt.project.slug}"]


LIBRARY: dict[str, Callable[[Studio], list[str]]] = {
    "labs:library": _whole,
    "labs:library_project": _project,
    "labs:library_prompt": _prompt("library_prompt"),
    "labs:library_fork": _prompt("library_fork"),
    "labs:library_begin": _begun,
    "labs:library_language": _language,
}
