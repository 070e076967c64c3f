"""Finish a module, or answer every question of one right at the first try."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from gamification.criteria import facts as happened
from gamification.criteria.contract import Asked, Facts, Kind, Met, Names


class How(models.TextChoices):
    FINISHED = "finished", "Finish it"
    CLEAN = "clean", "Answer every question right at the first try, the first time"


class ModuleBlock(blocks.StructBlock):
    how = blocks.ChoiceBlock(choices=How.choices, default=How.FINISHED, label="What to do")
    module = blocks.PageChooserBlock(
        page_type="courses.ModulePage",
        required=False,
        help_text="For answering right at the first try it may stay empty: "
        "then the badge is earned once for each module.",
    )

    class Meta:
        icon = "doc-full"
        label = "A module"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["how"] == How.FINISHED and cleaned["module"] is None:
            told = "Choose the module. A badge for finishing any module would say nothing about anybody."
            raise StructBlockValidationError(block_errors={"module": ValidationError(told)})
        return cleaned


class ModuleKind(Kind):
    name = "module"
    block = ModuleBlock

    def per_module(self, asked: Asked) -> bool:
        return asked["module"] is None

    def triggers(self, asked: Asked, names: Names) -> list[str]:
        if asked["how"] == How.CLEAN:
            return [happened.answered(asked["module"])]
        return [happened.finished(asked["module"])]

    def words(self, asked: Asked, names: Names) -> str:
        if asked["how"] == How.FINISHED:
            return f"Finish “{names.page(asked['module'])}”."
        which = f"“{names.page(asked['module'])}”" if asked["module"] else "a module"
        return f"Answer every question of {which} right at the first try, the first time you take it."

    def met(self, asked: Asked, facts: Facts, module: int | None) -> Met | None:
        module = asked["module"] or module
        if module is None:
            return None
        if asked["how"] == How.CLEAN:
            return _clean(facts.clean_take(module))
        attempt = facts.finished([module]).get(module)
        if attempt is None:
            return None
        return Met(f"Finished “{facts.names.page(module)}”.", attempts=(attempt,))


def _clean(answers: tuple[int, ...]) -> Met | None:
    number = len(answers)
    return Met(f"{number} of {number} questions right at the first try.", answers) if answers else None
