"""What a studio says for all its labs."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
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
    line.
    """

    reasons = models.TextField(
        default=REASONS, help_text="Why an output is accepted, rejected or adjusted. One reason a line."
    )
    embargoed = models.TextField(
        blank=True,
        verbose_name="Titles under embargo",
        help_text="Working titles and codenames that must not stand in a prompt. One a line.",
    )

    panels = [FieldPanel("reasons"), FieldPanel("embargoed")]

    class Meta:
        verbose_name = "labs"

    def __str__(self) -> str:
        return f"Labs of {self.site}"
