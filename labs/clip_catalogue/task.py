"""What the author of a clip-catalogue lab writes: clips, what each carries and why, and how near is near."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtailmedia.blocks import AbstractMediaChooserBlock

from generation.models.record import Emotion
from labs.clip_catalogue.measured import figures_of, not_measured

NO_SCENE = "“{title}” has no scene description. Add one to the clip: people who cannot see it read it."
NO_TRANSCRIPT = "“{title}” has no transcript. Add one to the clip: people who cannot hear it read it."
NOTHING_ASKED = "All of these are yardsticks. Leave at least one to be judged."


class ClipChooserBlock(AbstractMediaChooserBlock):
    def render_basic(self, value: Any, context: Any = None) -> str:
        return str(value or "")


class ClipBlock(blocks.StructBlock):
    clip = ClipChooserBlock()
    emotion = blocks.CharBlock(
        required=False,
        max_length=40,
        help_text="What it is meant to carry: one of the words below. Empty: what the catalogue declares.",
    )
    why = blocks.TextBlock(
        rows=2, max_length=600, help_text="What in picture and sound carries it. Shown at the end."
    )
    yardstick = blocks.BooleanBlock(
        required=False,
        label="A yardstick",
        help_text="Its figures are shown from the start, to hold the others against; it does not count.",
    )

    class Meta:
        icon = "media"
        label = "Clip"

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        clip = cleaned["clip"]
        if told := _fault(clip):
            raise StructBlockValidationError(block_errors={"clip": ValidationError(told)})
        figures = figures_of([clip])[clip.pk]
        if not cleaned["emotion"].strip() and figures.emotion:
            cleaned["emotion"] = figures.emotion
        if not cleaned["emotion"].strip() and not cleaned["yardstick"]:
            told = "Say what it carries, or declare that in the catalogue of clips."
            raise StructBlockValidationError(block_errors={"emotion": ValidationError(told)})
        return cleaned


def _fault(clip: Any) -> str:
    """What keeps a clip out of a lab; empty where nothing does."""
    if not clip.transcript.strip():
        return NO_TRANSCRIPT.format(title=clip.title)
    if clip.type == "video" and not clip.scene.strip():
        return NO_SCENE.format(title=clip.title)
    return not_measured(clip)


class Task(blocks.StructBlock):
    clips = blocks.ListBlock(ClipBlock(), min_num=2, max_num=12)
    emotions = blocks.ListBlock(
        blocks.CharBlock(max_length=40, label="Emotion"),
        min_num=3,
        max_num=16,
        default=list(Emotion.labels),
        help_text="What learners choose from.",
    )
    target = blocks.IntegerBlock(
        min_value=-40,
        max_value=-8,
        default=-23,
        label="About right, LUFS",
        help_text="−23 is what broadcasters in Europe ask for, −16 is usual on the web.",
    )
    loudness_tolerance = blocks.IntegerBlock(
        min_value=2, max_value=8, default=3, label="Near in loudness, LU"
    )
    pace_tolerance = blocks.IntegerBlock(
        min_value=5,
        max_value=50,
        default=25,
        label="Near in pace, per cent",
        help_text="Three cuts a minute more or less are always near.",
    )
    to_pass = blocks.IntegerBlock(
        min_value=50,
        max_value=100,
        default=70,
        label="To pass",
        help_text="Per cent of all judgements that are near enough.",
    )

    class Meta:
        icon = "media"
        label = "Clip catalogue"
        description = "Clips: judge emotion, pace and level, then see what was measured"

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        offered = {one.strip().casefold() for one in cleaned["emotions"]}
        errors: dict[int, StructBlockValidationError] = {}
        for number, one in enumerate(cleaned["clips"]):
            if one["emotion"].strip().casefold() not in offered and not one["yardstick"]:
                told = f"“{one['emotion']}” is not among the emotions below. Add it there, or choose another."
                errors[number] = StructBlockValidationError(block_errors={"emotion": ValidationError(told)})
        is_asked = any(not one["yardstick"] for one in cleaned["clips"])
        if errors or not is_asked:
            whole = ErrorList([] if is_asked else [ValidationError(NOTHING_ASKED)])
            told_of = ListBlockValidationError(block_errors=errors, non_block_errors=whole)
            raise StructBlockValidationError(block_errors={"clips": told_of})
        return cleaned
