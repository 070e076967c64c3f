"""Reach a level: in one competency, or in any so many."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from gamification.criteria import facts as happened
from gamification.criteria.contract import Asked, Facts, Kind, Met, Names
from gamification.rules import Level

NOT_THE_LOWEST = [choice for choice in Level.choices if choice[0] != Level.NOVICE]
RANKS = {level.value: rank for rank, level in enumerate(Level)}


class LevelBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(choices=NOT_THE_LOWEST, default=Level.APPRENTICE)
    competency = SnippetChooserBlock(
        "courses.Competency", required=False, help_text="Leave it empty to ask for any competencies."
    )
    number = blocks.IntegerBlock(
        min_value=1, max_value=50, default=1, label="In how many", help_text="Where any competencies will do."
    )

    class Meta:
        icon = "tag"
        label = "A level"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["competency"] is not None and cleaned["number"] != 1:
            told = "With one competency chosen this is 1. Leave the competency empty to ask for several."
            raise StructBlockValidationError(block_errors={"number": ValidationError(told)})
        return cleaned


class LevelKind(Kind):
    name = "level"
    block = LevelBlock

    def triggers(self, asked: Asked, names: Names) -> list[str]:
        return [happened.reached(names.slug(asked["competency"]) if asked["competency"] else None)]

    def words(self, asked: Asked, names: Names) -> str:
        level = Level(asked["level"]).label
        if asked["competency"]:
            return f"Reach {level} in {names.competency(asked['competency'])}."
        number = asked["number"]
        return f"Reach {level} in {'any competency' if number == 1 else f'any {number} competencies'}."

    def met(self, asked: Asked, facts: Facts, module: int | None) -> Met | None:
        wanted = RANKS[asked["level"]]
        high = {slug for slug, level in facts.reached().items() if RANKS[level] >= wanted}
        if asked["competency"]:
            high &= {facts.names.slug(asked["competency"])}
        if len(high) < asked["number"]:
            return None
        reason = self._reason(asked, facts, len(high))
        return Met(reason, competencies=tuple(sorted(high)), level=asked["level"])

    def _reason(self, asked: Asked, facts: Facts, number: int) -> str:
        level = Level(asked["level"]).label
        if asked["competency"]:
            return f"Reached {level} in {facts.names.competency(asked['competency'])}."
        return f"Reached {level} in {number} competenc{'y' if number == 1 else 'ies'}."
