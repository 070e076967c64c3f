"""Pass labs: so many different ones, of any kind of work or of one."""

from __future__ import annotations

from wagtail import blocks

from gamification.criteria import facts as happened
from gamification.criteria.contract import Asked, Facts, Kind, Met, Names


class LabBlock(blocks.StructBlock):
    number = blocks.IntegerBlock(min_value=1, max_value=50, default=1, label="How many different labs")
    context = blocks.CharBlock(
        max_length=120,
        required=False,
        label="What they are about",
        help_text="As the lab names it. Empty: whatever they are about.",
    )

    class Meta:
        icon = "crosshairs"
        label = "Labs"


class LabKind(Kind):
    name = "lab"
    block = LabBlock

    def triggers(self, asked: Asked, names: Names) -> list[str]:
        return [happened.LAB_PASSED]

    def words(self, asked: Asked, names: Names) -> str:
        number = asked["number"]
        labs = "a lab" if number == 1 else f"{number} different labs"
        return f"Pass {labs}{_about(asked)}."

    def met(self, asked: Asked, facts: Facts, module: int | None) -> Met | None:
        passed = facts.labs_passed(asked["context"])
        if len(passed) < asked["number"]:
            return None
        labs = "a lab" if len(passed) == 1 else f"{len(passed)} labs"
        return Met(f"Passed {labs}{_about(asked)}.", tuple(passed))


def _about(asked: Asked) -> str:
    return f" about {asked['context']}" if asked["context"] else ""
