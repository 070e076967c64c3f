"""The demo's badges. Those that are there are left as their authors made them."""

from __future__ import annotations

from config.demo import recipe
from courses.models import Competency, CoursePage, ModulePage
from gamification.models import BadgeClass
from gamification.services import keep_badge


def load_badges() -> None:
    """Before the history, so that the people of the demo earn theirs by what they did."""
    there = set(BadgeClass.objects.values_list("name", flat=True))
    for told in recipe("badges"):
        if told["name"] in there:
            continue
        words = {
            name: told[name] for name in ("name", "description", "emblem", "valid_months") if name in told
        }
        badge = keep_badge(badge=BadgeClass(conditions=[_condition(one) for one in told["takes"]], **words))
        badge.competencies.set(Competency.objects.filter(slug__in=told.get("about", [])))


def _condition(told: dict) -> dict:
    """Pages and competencies are named by their slugs."""
    if "course" in told:
        return {"type": "course", "value": {"course": CoursePage.objects.get(slug=told["course"]).pk}}
    if "module" in told:
        page = ModulePage.objects.get(slug=told["module"])
        return {"type": "module", "value": {"how": "finished", "module": page.pk}}
    competency = Competency.objects.get(slug=told["competency"])
    value = {"level": told["level"], "competency": competency.pk, "number": 1}
    return {"type": "level", "value": value}
