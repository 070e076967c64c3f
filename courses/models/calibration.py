from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from courses.models.module import ModulePage


class Calibration(models.Model):
    """A numbered version of how hard the questions are, kept for ever: evidence names its own.

    rule: what it was worked out by. answers: first answers it rests on. through: the newest of them.
    """

    number = models.PositiveIntegerField(unique=True, validators=[MinValueValidator(1)])
    made_at = models.DateTimeField(default=timezone.now)
    rule = models.CharField(max_length=40)
    answers = models.PositiveIntegerField()
    through = models.BigIntegerField()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Calibration {self.number}"


class ItemDifficulty(models.Model):
    """How hard a question is in one version.

    difficulty: logits; 0 is an average question, more a harder one. answers: people.
    """

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="items")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="+")
    block_id = models.CharField(max_length=40)
    difficulty = models.FloatField()
    variance = models.FloatField(validators=[MinValueValidator(0)])
    answers = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "module", "block_id"], name="one_difficulty_a_question_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.block_id}: {self.difficulty:.2f}"
