"""What the ids in a badge's conditions stand for."""

from __future__ import annotations

from wagtail.models import Page

from courses.models import Competency, LearningPath
from gamification.criteria.contract import GONE


class Titles:
    """`gamification.criteria.contract.Names`, each asked of the database once."""

    def __init__(self) -> None:
        self._pages: dict[int | None, str] = {}
        self._competencies: dict[int | None, tuple[str, str]] = {}

    def page(self, pk: int | None) -> str:
        if pk not in self._pages:
            found = Page.objects.filter(pk=pk).values_list("title", flat=True).first()
            self._pages[pk] = GONE if found is None else found
        return self._pages[pk]

    def path(self, pk: int | None) -> str:
        return LearningPath.objects.filter(pk=pk).values_list("title", flat=True).first() or GONE

    def competency(self, pk: int | None) -> str:
        return self._competency(pk)[0]

    def slug(self, pk: int | None) -> str:
        return self._competency(pk)[1]

    def _competency(self, pk: int | None) -> tuple[str, str]:
        if pk not in self._competencies:
            found = Competency.objects.filter(pk=pk).values_list("name", "slug").first()
            self._competencies[pk] = found or (GONE, "")
        return self._competencies[pk]
