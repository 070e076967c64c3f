"""Whether the task of a lab can be worked at, and what its form says where it cannot."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from labs.models import Lab


def lacks(lab: Lab) -> str:
    """What keeps a draft from being tried, in the words of its form; empty where nothing does."""
    try:
        lab.task.stream_block.clean(lab.task)
        lab.criteria.stream_block.clean(lab.criteria)
    except ValidationError as error:
        return said_of(error)
    return ""


def said_of(error: ValidationError) -> str:
    """Every message of an error, however deep its form is."""
    found = list(error.messages) if not _inner(error) else []
    return " ".join([*found, *(said_of(one) for one in _inner(error))])


def _inner(error: ValidationError) -> list[ValidationError]:
    errors = getattr(error, "block_errors", None) or ()
    children = errors.values() if isinstance(errors, Mapping) else errors
    whole = getattr(error, "non_block_errors", None)
    return [one for one in [*(whole.data if whole else ()), *children] if one]
