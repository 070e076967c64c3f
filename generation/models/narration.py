from django.conf import settings
from django.db import models
from django.utils import timezone


class Wording(models.TextChoices):
    OWN = "own", "My words, as I wrote them"
    MODEL = "model", "Spoken language, by the studio’s language model"


class NarrationChoice(models.Model):
    """In whose words a module is narrated, whatever its revision. Without a row: in its author's.

    seed: of the model's words.
    """

    module = models.OneToOneField(
        "courses.ModulePage", on_delete=models.CASCADE, related_name="narration_choice"
    )
    wording = models.CharField(max_length=10, choices=Wording.choices, default=Wording.OWN)
    seed = models.PositiveIntegerField(default=1)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.module}: {self.get_wording_display()}"
