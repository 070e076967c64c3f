"""The pictures a badge may bear, by the names under which the engine of credentials draws them."""

from django.db import models


class Emblem(models.TextChoices):
    SLATE = "slate", "Slate"
    LAMP = "lamp", "Lamp"
    REEL = "reel", "Reel"
    MARK = "mark", "Mark on the floor"
