"""Where the links of the player lead: on through a lesson, or through the preview of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse


@dataclass(frozen=True)
class LessonWay:
    """keeps: whether what somebody does on the way is kept."""

    slug: str
    keeps: ClassVar[bool] = True

    def step(self, number: int) -> str:
        return reverse("courses:step", args=[self.slug, number])

    def answer(self, number: int) -> str:
        return reverse("courses:answer", args=[self.slug])

    @property
    def end(self) -> str:
        return reverse("courses:end", args=[self.slug])


@dataclass(frozen=True)
class PreviewWay:
    """An answer goes back to the step it was tried at: there is nothing to keep it in."""

    page_id: int
    keeps: ClassVar[bool] = False

    def step(self, number: int) -> str:
        return reverse("courses:preview_step", args=[self.page_id, number])

    def answer(self, number: int) -> str:
        return self.step(number)

    @property
    def end(self) -> str:
        return reverse("courses:preview_end", args=[self.page_id])


Way = LessonWay | PreviewWay
