"""The house's Celery app, for a worker that stops where a test wants to kill it."""

import os

import django

from config.celery import app

django.setup()

from tests.kills import stops  # noqa: E402  (reads models)

__all__ = ["app"]

if os.environ.get("KILLS_ENGINES") != "real":
    stops.use_quick_engines()
if point := os.environ.get("KILLS_POINT"):
    stops.stop_at(point)
