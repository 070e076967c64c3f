"""Answer on so many working days in a row. Weekends, quiet days and shoots are no gap."""

from __future__ import annotations

from wagtail import blocks

from gamification.criteria import facts as happened
from gamification.criteria.contract import Asked, Facts, Kind, Met, Names


class StreakBlock(blocks.StructBlock):
    days = blocks.IntegerBlock(min_value=2, max_value=60, default=5, label="Working days in a row")

    class Meta:
        icon = "calendar"
        label = "Working days in a row"


class StreakKind(Kind):
    name = "streak"
    block = StreakBlock

    def triggers(self, asked: Asked, names: Names) -> list[str]:
        return [happened.answered(None)]

    def words(self, asked: Asked, names: Names) -> str:
        return f"Answer on {asked['days']} working days in a row; days off do not break them."

    def met(self, asked: Asked, facts: Facts, module: int | None) -> Met | None:
        evidence = facts.days_in_a_row(asked["days"])
        if evidence is None:
            return None
        return Met(f"Answered on {asked['days']} working days in a row.", tuple(evidence))
