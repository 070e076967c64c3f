from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from courses.clips import CONTENT_TYPES
from courses.clips.measuring import form_of
from courses.durations import timecode

FOLDER = "clips"
"""In the default storage. No server shows it by itself: courses/views/clips.py does, to whom it may."""


def place(clip: Clip, name: str) -> str:
    """A name of our own: what people call a file may lead anywhere."""
    return f"{FOLDER}/{uuid.uuid4().hex}.{form_of(name) or 'bin'}"


def poster_place(clip: Clip, name: str) -> str:
    return f"{FOLDER}/posters/{uuid.uuid4().hex}.{name.rpartition('.')[2].lower()}"


class Clip(AbstractMedia):
    """A film or a recording of the studio's own.

    duration: seconds, measured by the server, as are width and height. captions: WebVTT, cleaned, or nothing.
    scene: what is seen and not said. file_hash: SHA-256 of the file.
    """

    file = models.FileField(upload_to=place, verbose_name="file")
    thumbnail = models.FileField(
        upload_to=poster_place,
        blank=True,
        verbose_name="poster",
        help_text="The picture that stands there until somebody plays it.",
    )
    transcript = models.TextField(
        max_length=60_000, help_text="Every word that is said, and sounds that matter, in order."
    )
    captions = models.TextField(
        blank=True, help_text="WebVTT. A film needs them; choose a .vtt file below, or write them here."
    )
    scene = models.TextField(
        "scene description",
        blank=True,
        max_length=2_000,
        help_text="What someone who cannot see it needs to know and nobody says.",
    )
    file_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    admin_form_fields = (
        "title",
        "file",
        "transcript",
        "captions",
        "scene",
        "thumbnail",
        "collection",
        "tags",
    )
    search_fields = [*AbstractMedia.search_fields, index.SearchField("transcript")]

    class Meta(AbstractMedia.Meta):
        verbose_name = "clip"
        verbose_name_plural = "clips"

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(form_of(self.file.name), "application/octet-stream")

    @property
    def filename(self) -> str:
        """What to call it before people: its name in the store says nothing."""
        return f"{slugify(self.title)[:60] or self.type}.{form_of(self.file.name)}"

    @property
    def url(self) -> str:
        return reverse("courses:clip", args=[self.pk, "file"])

    @property
    def captions_url(self) -> str:
        return reverse("courses:clip", args=[self.pk, "captions"])

    @property
    def poster_url(self) -> str:
        return reverse("courses:clip", args=[self.pk, "poster"]) if self.thumbnail else ""

    @property
    def length(self) -> str:
        return timecode(self.duration)
