"""The pictures a badge may bear, as line drawings: one source for pages and for credentials. Pure."""

from django.db import models


class Emblem(models.TextChoices):
    SLATE = "slate", "Slate"
    LAMP = "lamp", "Lamp"
    LENS = "lens", "Lens"
    FRAME = "frame", "Frame"
    SCRIPT = "script", "Script"
    MARK = "mark", "Mark on the floor"


DRAWINGS: dict[str, str] = {
    Emblem.SLATE: "M12 28H52V52H12Z M12 28L14 16L52 12L50 24 M24 15L21 27 M36 14L33 26 M20 38H44 M20 45H36",
    Emblem.LAMP: "M22 12H42L50 32H14Z M32 32V46 M20 52H44 M32 46L22 52 M32 46L42 52",
    Emblem.LENS: "M54 32A22 22 0 1 1 10 32A22 22 0 1 1 54 32 M44 32A12 12 0 1 1 20 32A12 12 0 1 1 44 32",
    Emblem.FRAME: "M10 24V12H22 M42 12H54V24 M54 40V52H42 M22 52H10V40 M32 26V38 M26 32H38",
    Emblem.SCRIPT: "M16 10H40L48 18V54H16Z M40 10V18H48 M23 26H41 M27 33H37 M23 40H41 M27 47H37",
    Emblem.MARK: "M32 12V52 M18 40H46",
}
"""One path each on a field of 64 by 64, drawn as a line with round ends, nothing filled."""
