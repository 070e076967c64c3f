from django.db import models


class State(models.TextChoices):
    QUEUED = "queued", "Waiting its turn"
    RUNNING = "running", "Being made"
    AWAITING_REVIEW = "awaiting_review", "Awaiting review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    FAILED = "failed", "Failed"
    SUPERSEDED = "superseded", "Superseded"
    STALE = "stale", "Stale"


UNFINISHED = (State.QUEUED, State.RUNNING)
MADE = (State.AWAITING_REVIEW, State.APPROVED, State.PUBLISHED, State.STALE)
"""States in which every output lies in the store."""
