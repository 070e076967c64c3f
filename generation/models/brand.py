from __future__ import annotations

import hashlib
import json
import uuid
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import PreviewableMixin

from generation.fonts import BadFont, family_of
from generation.rules.colour import HEX
from generation.rules.palette import fault, grounds_of, palette

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.json"
PAPER = "#FFFFFF"
"""Sheets are printed: their ground is the paper."""
SLIDES = {"slide_background": "bg", "slide_text": "text", "slide_accent": "accent"}
SHEETS = {"paper_text": "text", "paper_accent": "accent"}
COLOURS = {"dark": SLIDES, "light": SHEETS}
"""Theme of the site's colours -> field -> the colour it stands for."""
WRITTEN = {"text": "The text colour", "accent": "The accent"}
WHAT_IT_CHANGES = (
    "<p>Slides, covers and quick references that are made from now on look like this. Nothing spoken is made "
    "again, and what learners see stays until a lesson’s media are made again and approved. Leave a field "
    "empty for Greenroom’s own look.</p>"
)


def colour_field(name: str, told: str) -> models.CharField:
    return models.CharField(name, max_length=7, blank=True, help_text=told)


def place(kit: BrandKit, name: str) -> str:
    """A name of our own: what people call a file may lead anywhere."""
    return f"brand/{uuid.uuid4().hex}.{'otf' if name.lower().endswith('.otf') else 'ttf'}"


def base_colours(theme: str) -> dict[str, str]:
    """The site's own colours: theme "dark" or "light"."""
    return json.loads(TOKENS.read_text(encoding="utf-8"))[theme]


@register_setting(icon="view", order=450)
class BrandKit(PreviewableMixin, BaseSiteSetting):
    """How a studio's slides, covers and sheets look. Empty: as Greenroom's own.

    title_family, text_family: of the font files, as they name themselves. title_sum, text_sum: their SHA-256.
    """

    slide_background = colour_field("background", "The ground of slides, as #0F1512.")
    slide_text = colour_field("text", "Words on slides, as #EEF2EC.")
    slide_accent = colour_field("accent", "Small words and marks on slides, as #F2B36B.")
    paper_text = colour_field("text on paper", "Words of the quick reference, as #18211C.")
    paper_accent = colour_field("accent on paper", "Small words of the quick reference, as #8F5210.")
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Stands on the first and last slide. One without a ground of its own is best.",
    )
    paper_logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="logo on paper",
        help_text="Stands on the quick reference. Empty: the same logo.",
    )
    title_font = models.FileField(upload_to=place, blank=True, help_text="OTF or TTF, for titles.")
    text_font = models.FileField(upload_to=place, blank=True, help_text="OTF or TTF, for everything else.")
    title_family = models.CharField(max_length=120, blank=True, editable=False)
    text_family = models.CharField(max_length=120, blank=True, editable=False)
    title_sum = models.CharField(max_length=64, blank=True, editable=False)
    text_sum = models.CharField(max_length=64, blank=True, editable=False)

    panels = [
        HelpPanel(content=WHAT_IT_CHANGES),
        MultiFieldPanel([FieldPanel(name) for name in SLIDES], heading="Slides and covers"),
        MultiFieldPanel([FieldPanel(name) for name in SHEETS], heading="Quick reference"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("paper_logo")], heading="Logo"),
        MultiFieldPanel([FieldPanel("title_font"), FieldPanel("text_font")], heading="Fonts"),
    ]

    class Meta:
        verbose_name = "brand kit"

    def get_preview_template(self, request, mode_name):
        return "generation/brand_preview.html"

    def get_preview_context(self, request, mode_name):
        """Drawn by the browser: what the workers draw takes a lesson."""
        context = super().get_preview_context(request, mode_name)
        themes = {
            theme: base_colours(theme) | palette(base_colours(theme), self.own(theme)) for theme in COLOURS
        }
        return context | themes | {"studio": settings.WAGTAIL_SITE_NAME}

    def own(self, theme: str) -> dict[str, str]:
        """The studio's colours of a theme, by the names of the site's own; empty ones too."""
        return {token: getattr(self, name).upper() for name, token in COLOURS[theme].items()}

    def clean(self) -> None:
        faults = self._colour_faults() | self._font_faults()
        if faults:
            raise ValidationError(faults)

    def _colour_faults(self) -> dict[str, str]:
        names = [name for fields in COLOURS.values() for name in fields]
        odd = {name for name in names if getattr(self, name) and not HEX.fullmatch(getattr(self, name))}
        if odd:
            return dict.fromkeys(odd, "Write a colour as # and six figures or letters a to f: #F2B36B.")
        faults = {}
        for theme, fields in COLOURS.items():
            base, own = base_colours(theme), self.own(theme)
            grounds = grounds_of(base, own) if theme == "dark" else (PAPER, base["bg"])
            for name, token in fields.items():
                if token in WRITTEN and any(own.values()):
                    said = fault(WRITTEN[token], own[token] or base[token], grounds)
                    faults |= {name: said} if said else {}
        return faults

    def _font_faults(self) -> dict[str, str]:
        faults = {}
        for name in ("title", "text"):
            family, total = "", ""
            if file := getattr(self, f"{name}_font"):
                try:
                    data = file.open("rb").read()
                    file.seek(0)  # what was uploaded is not stored yet
                    family, total = family_of(data), hashlib.sha256(data).hexdigest()
                except BadFont as error:
                    faults[f"{name}_font"] = str(error)
                except FileNotFoundError:
                    faults[f"{name}_font"] = "The file is gone. Upload it again, or clear it."
            setattr(self, f"{name}_family", family)
            setattr(self, f"{name}_sum", total)
        return faults
