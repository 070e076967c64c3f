from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower


class Pronunciation(models.Model):
    """How the studio says a word. Captions and transcript keep the author's spelling."""

    term = models.CharField(
        max_length=80, help_text="As it is written: DaVinci Resolve. Capitals do not matter."
    )
    said_as = models.CharField(max_length=160, help_text="As it should sound: da vinchy resolve.")

    class Meta:
        ordering = ["term"]
        constraints = [models.UniqueConstraint(Lower("term"), name="one_pronunciation_a_term")]

    def __str__(self) -> str:
        return f"{self.term}: {self.said_as}"

    def clean(self):
        self.term, self.said_as = self.term.strip(), self.said_as.strip()
        if not any(character.isalnum() for character in self.term):
            raise ValidationError({"term": "Give a word or a name, with at least one letter or digit."})
