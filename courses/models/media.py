import re
import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.functional import LazyObject

from courses.models.module import ModulePage

SEAL = "seal"
MADE = {
    "script": "Wording",
    "narration": "Voice",
    "slides": "Slides",
    "audio": "Sound",
    "video": "Video",
    "recap": "Recap",
    "cover": "Cover",
    "reference": "Quick reference",
}
"""Stage -> what it made, in words."""
BUILD = re.compile(r"(?<=\d)[+-].*$")


class ProductionStorage(LazyObject):
    """The storage named productions, looked up at each use: a field keeps the one it was given at import."""

    @property
    def _wrapped(self) -> Storage:
        return storages["productions"]


def production_storage() -> Storage:
    """Where made media lie: never a public folder."""
    return ProductionStorage()


class MediaKind(models.TextChoices):
    VIDEO = "video", "Video"
    AUDIO = "audio", "Audio"
    CAPTIONS = "captions", "Captions"
    REFERENCE_HTML = "reference_html", "Quick reference"
    REFERENCE_PDF = "reference_pdf", "Quick reference (PDF, A4)"
    REFERENCE_LETTER = "reference_letter", "Quick reference (PDF, Letter)"
    COVER = "cover", "Cover"
    RECAP = "recap", "Recap"
    RECAP_CAPTIONS = "recap_captions", "Captions of the recap"


class MediaSet(models.Model):
    """Approved media of one revision of a module.

    cues: [{start, end, text, block_id, name}]. words: [[start, end, text, number of its cue]], none where the
    voice tells no times of words. chapters: [{start, end, title, block_id}]. Seconds throughout.
    engines: {stage: "name version"}, and as "seal" what signed the files. digest: of all that was approved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="media")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    seconds = models.FloatField()
    cues = models.JSONField(default=list)
    words = models.JSONField(default=list)
    chapters = models.JSONField(default=list)
    engines = models.JSONField(default=dict)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-attached_at"]
        constraints = [models.UniqueConstraint(fields=["revision"], name="one_media_set_a_revision")]

    def __str__(self) -> str:
        return f"{self.module}: {self.digest[:12]}"

    @property
    def made_with(self) -> list[str]:
        """The engines as people name them: without the build that stands behind a version."""
        return sorted({engine for what, engine in self.made_by})

    @property
    def made_by(self) -> list[tuple[str, str]]:
        """(what was made, by which engine), in the order in which people ask."""
        known = {stage: self.engines[stage] for stage in MADE if stage in self.engines}
        others = {stage: engine for stage, engine in self.engines.items() if stage not in (*known, SEAL)}
        return [
            (MADE.get(stage, stage.replace("_", " ").capitalize()), BUILD.sub("", engine))
            for stage, engine in (known | others).items()
        ]

    @property
    def sealed_by(self) -> str:
        """What signed the files; empty where they carry no content credential."""
        return str(self.engines.get(SEAL, ""))


class MediaFile(models.Model):
    """A file in the store of made media; other bytes lie there under another name.

    size: bytes, 0 where nobody told. seconds: it lasts, where that is not what the whole set lasts.
    """

    media = models.ForeignKey(MediaSet, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=MediaKind.choices)
    file = models.FileField(storage=production_storage, max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "kind"], name="one_file_a_kind")]

    def __str__(self) -> str:
        return self.get_kind_display()
