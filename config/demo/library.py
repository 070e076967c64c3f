"""The demo's projects, and the prompts its people saved there. A project that is there is left as it is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from config.demo import recipe
from labs.models import Lab, Project, SavedPrompt
from labs.services import (
    Told,
    begin,
    decide_on,
    fork_prompt,
    keep_project,
    review_prompt,
    save_version,
    submit,
)


@transaction.atomic
def load_library() -> None:
    """After people and labs."""
    for told in recipe("library"):
        if not Project.objects.filter(slug=told["slug"]).exists():
            _load(told)


def _load(told: dict[str, Any]) -> None:
    prompts = told.pop("prompts")
    members = User.objects.filter(email__in=told.pop("members"))
    project = keep_project(members=members, live=True, **told)
    kept: dict[str, SavedPrompt] = {}
    for one in prompts:
        words = Told(one["title"], one["text"], one["note"], one["tags"])
        owner = User.objects.get(email=one["by"])
        if source := one.get("forks"):
            said = {"prompt": kept[source], "owner": owner, "told": words}
            prompt = fork_prompt(project=project, client_key=uuid.uuid4(), **said)
        else:
            prompt = _saved(one, owner, words, project)
        kept[prompt.title] = prompt
        for review in one["reviews"]:
            said = review | {"reviewer": User.objects.get(email=review["by"])}
            said.pop("by")
            review_prompt(prompt=prompt, client_key=uuid.uuid4(), **said)


def _saved(one: Mapping[str, Any], owner: User, words: Told, project: Project) -> SavedPrompt:
    """Written as a trial of its lab, so that nobody of the demo has evidence for it; accepted, and saved."""
    run = begin(user=owner, lab=Lab.objects.get(slug=one["lab"]), place=None)
    form = QueryDict(mutable=True)
    form.update({"way": "free", "text": words.text})
    version = submit(run=run, posted=form, files=MultiValueDict(), client_key=uuid.uuid4())
    said = {"verdict": "accept", "reason": one["reason"], "note": "", "client_key": uuid.uuid4()}
    decide_on(version=version, **said)
    return save_version(version=version, told=words, project=project, client_key=uuid.uuid4())
