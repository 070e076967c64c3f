"""What one may say of a picture: its angle and its rights. Names of choices are kept for good."""

from __future__ import annotations

from django.db import models


class Angle(models.TextChoices):
    """Where the camera stands, as whoever took the picture knows."""

    EYE = "eye", "Eye level"
    LOW = "low", "From below"
    HIGH = "high", "From above"
    WIDE = "wide", "From far away"
    CLOSE = "close", "Close up"


class Rights(models.TextChoices):
    """Why a picture may be used."""

    OWN = "own", "Our own work"
    LICENSED = "licensed", "Licensed"
    CLEARED = "cleared", "Cleared by whoever holds the rights"
    PUBLIC = "public", "Public domain"
    UNKNOWN = "unknown", "Nobody knows"


SAY_SOURCE = (Rights.LICENSED, Rights.CLEARED, Rights.PUBLIC)
"""Claims that need to say whose, and by which paper."""
EARNED = (Rights.OWN, Rights.LICENSED, Rights.CLEARED, Rights.PUBLIC)
"""Claims that a task may allow."""


class Check(models.TextChoices):
    """What a set is looked at for."""

    NUMBER = "number", "How many"
    SIZE = "size", "Large enough"
    TWINS = "twins", "No two alike"
    LIGHT = "light", "Different light"
    BACKGROUND = "background", "Different backgrounds"
    ANGLE = "angle", "Different angles"
    NAMES = "names", "Clear names"
    DESCRIPTIONS = "descriptions", "Descriptions"
    RIGHTS = "rights", "Rights stated"
    SUBJECT = "subject", "All of them belong"
    RECORD = "record", "Rights as the record has them"


JUDGED = (Check.SUBJECT, Check.RECORD)
"""By what the author knows of the prepared pictures, and only once the set is handed in."""
