from __future__ import annotations

import hashlib
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.template.defaultfilters import filesizeformat
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from courses.clips import measure
from courses.clips.contract import AUDIO
from courses.clips.measuring import form_of
from courses.uploads import Unusable

SHORTEST, LONGEST = 10, 600
"""Seconds of a bed."""
MOST_BYTES = 40 * 1024 * 1024
WHAT_IT_CHANGES = (
    "<p>A music bed lies under the opening, the story scenes and the closing of every lesson that is made "
    "from now on, and steps back while somebody speaks. It begins anew with each. Only their sound is "
    "made again. Without a file there is no music.</p>"
)


def place(kit: SoundKit, name: str) -> str:
    """A name of our own: what people call a file may lead anywhere."""
    return f"sound/{uuid.uuid4().hex}.{form_of(name)}"


@register_setting(icon="media", order=451)
class SoundKit(BaseSiteSetting):
    """The studio's music. bed_sum: SHA-256 of the file, by which lessons know that it changed."""

    bed = models.FileField(
        "music bed",
        upload_to=place,
        blank=True,
        help_text="MP3, M4A, WAV or Ogg, 10 seconds to 10 minutes, 40 MB at most. It plays round and round.",
    )
    bed_rights = models.CharField(
        "rights",
        max_length=200,
        blank=True,
        help_text="Who made it, and by what right you use it. It stands in the comment of their files.",
    )
    bed_level = models.PositiveSmallIntegerField(
        "how far under speech, in dB",
        default=20,
        validators=[MinValueValidator(14), MaxValueValidator(30)],
        help_text="14 is plainly heard, 20 is usual, 30 is hardly noticed.",
    )
    bed_sum = models.CharField(max_length=64, blank=True, editable=False)

    panels = [
        HelpPanel(content=WHAT_IT_CHANGES),
        FieldPanel("bed"),
        FieldPanel("bed_rights"),
        FieldPanel("bed_level"),
    ]

    class Meta:
        verbose_name = "music"

    def clean(self) -> None:
        self.bed_sum = ""
        if not self.bed:
            return
        if not self.bed_rights.strip():
            raise ValidationError({"bed_rights": "Say who made it, and by what right you use it."})
        try:
            self._judge()
        except Unusable as error:
            raise ValidationError({"bed": str(error)}) from error
        except FileNotFoundError as error:
            raise ValidationError({"bed": "The file is gone. Upload it again, or clear it."}) from error

    def _judge(self) -> None:
        """By its content, whatever it is called. Raises Unusable."""
        if self.bed.size > MOST_BYTES:
            raise Unusable(f"This file is larger than {filesizeformat(MOST_BYTES)}. Export it as MP3 or M4A.")
        file = self.bed.open("rb")
        found = measure(file, self.bed.name)
        if found.kind != AUDIO:
            raise Unusable("This is a film. Export its sound as MP3 or M4A and upload that.")
        if not SHORTEST <= found.seconds <= LONGEST:
            raise Unusable(f"This lasts {found.seconds:.0f} s. A bed has 10 seconds to 10 minutes.")
        file.seek(0)
        self.bed_sum = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)  # what was uploaded is not stored yet
