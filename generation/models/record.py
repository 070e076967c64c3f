from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class RecordState(models.TextChoices):
    QUEUED = "queued", "Waiting to be measured"
    RUNNING = "running", "Being measured"
    DONE = "done", "Measured"
    FAILED = "failed", "Could not be measured"


class RecordKind(models.TextChoices):
    VIDEO = "video", "Video of a lesson"
    RECAP = "recap", "Recap of a lesson"
    CLIP = "clip", "Author’s clip"


class Emotion(models.TextChoices):
    """A short list that people can agree on; what an author says, never what a machine reads in a face."""

    CALM = "calm", "Calm"
    WARM = "warm", "Warm"
    PLAYFUL = "playful", "Playful"
    SERIOUS = "serious", "Serious"
    TENSE = "tense", "Tense"
    URGENT = "urgent", "Urgent"
    SAD = "sad", "Sad"
    JOYFUL = "joyful", "Joyful"


class ClipRecordQuerySet(models.QuerySet):
    def claimable(self, now=None):
        """Those nobody measures: queued, or begun under a lease that has run out."""
        lost = Q(state=RecordState.RUNNING, leased_until__lt=now or timezone.now())
        return self.filter(Q(state=RecordState.QUEUED) | lost)


class ClipRecord(models.Model):
    """What is known of a finished clip or an author's: declared by people, or measured; never guessed.

    source: which file was measured, by digest. scene, people, objects, emotion: declared; names by comma.
    pace: cuts a minute; from_edit_list: counted in ours, else found in the pictures. integrated, true_peak,
    loudness_range: LUFS, dBTP and LU (EBU R 128), none without sound. lost: workers that fell silent over it.
    """

    media = models.ForeignKey(
        "courses.MediaSet", null=True, on_delete=models.CASCADE, related_name="clip_records"
    )
    clip = models.ForeignKey("courses.Clip", null=True, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=10, choices=RecordKind.choices)
    source = models.CharField(max_length=200)

    scene = models.TextField("scene description", blank=True, max_length=2_000)
    people = models.CharField(
        blank=True, max_length=500, help_text="Who is seen or heard, by comma. Only what they agreed to."
    )
    objects_seen = models.CharField(
        "objects", blank=True, max_length=500, help_text="What matters in the picture, by comma."
    )
    emotion = models.CharField(
        blank=True,
        max_length=10,
        choices=Emotion.choices,
        help_text="What the clip is meant to carry. Nobody measures this.",
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    declared_at = models.DateTimeField(null=True)

    seconds = models.FloatField(null=True)
    pace = models.FloatField(null=True)
    from_edit_list = models.BooleanField(default=False)
    integrated = models.FloatField(null=True)
    loudness_range = models.FloatField(null=True)
    true_peak = models.FloatField(null=True)
    engine = models.CharField(max_length=120, blank=True)

    state = models.CharField(
        max_length=10, choices=RecordState.choices, default=RecordState.QUEUED, db_index=True
    )
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ClipRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["media", "kind"], name="one_record_a_file"),
            models.UniqueConstraint(fields=["clip"], name="one_record_a_clip"),
            models.CheckConstraint(
                condition=Q(media__isnull=True) ^ Q(clip__isnull=True), name="a_record_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def title(self) -> str:
        return str(self.clip.title if self.clip else self.media.module.title)

    @property
    def made_by(self) -> str:
        """The engines of ours, by comma; of an author's clip, that it was uploaded."""
        return ", ".join(self.media.made_with) if self.media else "Uploaded by the studio"
