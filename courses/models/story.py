from django.db import models


class CastVoice(models.TextChoices):
    """Keys of the cast; the production line gives each a voice of its own."""

    ONE = "voice-1", "Voice 1"
    TWO = "voice-2", "Voice 2"
    THREE = "voice-3", "Voice 3"
    FOUR = "voice-4", "Voice 4"
    FIVE = "voice-5", "Voice 5"
    SIX = "voice-6", "Voice 6"


class Character(models.Model):
    """Someone in the serial that runs through the courses."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    role = models.CharField(max_length=120, blank=True, help_text="What they do on the production.")
    description = models.TextField(blank=True, help_text="What they want, and what gets in their way.")
    voice = models.CharField(max_length=20, choices=CastVoice.choices, default=CastVoice.ONE)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
