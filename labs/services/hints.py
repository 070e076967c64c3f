"""Having a prompt's phrases compared by meaning. A hint alone: no grade waits for it or follows from it."""

from __future__ import annotations

import logging

from celery import current_app
from django.core.cache import cache
from kombu.exceptions import OperationalError

from generation.engines import registry
from generation.ports import EngineError
from labs.models import Submission
from labs.prompt.nearness import suggestions
from labs.queries import hint_key

logger = logging.getLogger(__name__)

KEPT, ASKED = 7 * 86400, 600
"""Seconds that a hint is kept, and until it may be asked for again."""


def ask_for_hint(*, version: Submission) -> None:
    """Tell the queue, once for a text. Where nobody listens there is no hint."""
    if not cache.add(f"{hint_key(version)}.asked", True, ASKED):
        return
    try:
        current_app.send_task("labs.hint", args=[version.pk])
    except (OperationalError, OSError) as error:
        logger.warning("The queue cannot be reached (%s): version %s has no hint.", error, version.pk)


def make_hint(*, version_id: int) -> None:
    """Once for a text. A machine without embeddings makes none, and says so in its log."""
    version = Submission.objects.filter(pk=version_id).first()
    if version is None or cache.get(hint_key(version)) is not None:
        return
    missing = [key for key, one in version.found["elements"].items() if not one["covered"]]
    try:
        found = suggestions(version.work["text"], missing, registry.embedder())
    except EngineError as error:
        logger.warning("Version %s has no hint: %s", version_id, error.message)
        return
    cache.set(hint_key(version), found, KEPT)
