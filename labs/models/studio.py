"""What a studio says for all its labs."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

REASONS = """It does what the brief asks for
It breaks a restriction
It misses the intent
It is off the project's visual language
Rights are not clear
A detail is wrong
It is a starting point worth keeping"""


@register_setting(icon="crosshairs")
class LabSettings(BaseSiteSetting):
    """reasons: why an output is kept or not, one a line. embargoed: titles that no prompt may name, one a
    line. upload_files and upload_megabytes: what each learner may upload.
    """

    reasons = models.TextField(
        default=REASONS, help_text="Why an output is accepted, rejected or adjusted. One reason a line."
    )
    embargoed = models.TextField(
        blank=True,
        verbose_name="Titles under embargo",
        help_text="Working titles and codenames that must not stand in a prompt. One a line.",
    )

    upload_files = models.PositiveIntegerField(
        default=200,
        validators=[MinValueValidator(1)],
        verbose_name="Uploads a learner",
        help_text="How many files each learner may keep.",
    )
    upload_megabytes = models.PositiveIntegerField(
        default=200,
        validators=[MinValueValidator(1)],
        verbose_name="Megabytes a learner",
        help_text="How much room their files may take together.",
    )

    panels = [
        FieldPanel("reasons"),
        FieldPanel("embargoed"),
        FieldRowPanel([FieldPanel("upload_files"), FieldPanel("upload_megabytes")]),
    ]

    class Meta:
        verbose_name = "labs"

    def __str__(self) -> str:
        return f"Labs of {self.site}"
