from django.db import models


class SpokenSeconds(models.Model):
    """How long a passage takes when spoken, as a synthesiser measured it. digest: of its lines and the speech engine."""

    digest = models.CharField(max_length=64, unique=True)
    seconds = models.FloatField()

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s"
