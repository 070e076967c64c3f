"""What the author of an edgy-or-harmful lab writes: cases, described."""

from __future__ import annotations

from django.db import models
from wagtail import blocks


class Call(models.TextChoices):
    """What may be done with a moment of a script or a cut."""

    EDGY = "edgy", "Edgy: it may stay"
    HARMFUL = "harmful", "Harmful: it goes"
    ESCALATE = "escalate", "Not mine to decide: escalate"


class CaseBlock(blocks.StructBlock):
    scene = blocks.TextBlock(
        rows=3,
        max_length=800,
        help_text="Describe what is said or shown, to whom and why. Never write a slur out: name what it is.",
    )
    call = blocks.ChoiceBlock(choices=Call.choices, label="The studio's call")
    why = blocks.TextBlock(rows=2, max_length=600, help_text="Shown once the learner has decided.")

    class Meta:
        icon = "warning"
        label = "Case"


class Task(blocks.StructBlock):
    guideline = blocks.TextBlock(
        rows=4,
        max_length=1500,
        help_text="Where the studio draws the line. It stays in sight during the lab.",
    )
    escalates_to = blocks.CharBlock(
        required=False,
        max_length=160,
        label="Escalate to",
        help_text="Whose decision it is then, and how to reach them, like “Standards, Ilse Brandt, ext. 12”.",
    )
    cases = blocks.ListBlock(CaseBlock(), min_num=4, max_num=20)
    to_pass = blocks.IntegerBlock(
        min_value=50,
        max_value=100,
        default=75,
        label="To pass",
        help_text="Per cent of the cases decided as the studio does.",
    )

    class Meta:
        icon = "warning"
        label = "Edgy or harmful"
        description = "Cases, described: decide, say why, say how sure"
