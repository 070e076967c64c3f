"""Projects kept as data: what a fixture says becomes a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from labs.contract import Refused
from labs.models import Project
from labs.services.wholeness import said_of


@transaction.atomic
def keep_project(
    *, slug: str, language: Iterable[Mapping[str, Any]], members: Iterable[User], **said: Any
) -> Project:
    """Make or renew a project. language: element, says, any_of (terms, one a line). said: title, description,
    live. Raises Refused (invalid_project).
    """
    project = Project.objects.filter(slug=slug).first() or Project(slug=slug)
    for name, value in said.items():
        setattr(project, name, value)
    block = Project.language.field.stream_block
    try:
        project.language = block.clean(
            block.to_python([{"type": "required", "value": {"any_of": ""} | dict(one)} for one in language])
        )
        project.full_clean()
    except ValidationError as error:
        raise Refused("invalid_project", f"Project “{slug}”: {said_of(error)}") from error
    project.save()
    project.members.set(members)
    return project
