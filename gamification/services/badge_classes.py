"""Keeping badges that can be earned."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from gamification import criteria
from gamification.criteria import facts
from gamification.models import BadgeClass, BadgeTrigger
from gamification.queries.names import Titles
from gamification.rules import CLEAN_TAKE

LONGEST_SLUG = 60


@transaction.atomic
def keep_badge(*, badge: BadgeClass) -> BadgeClass:
    """Save a badge with its conditions in words and in the index of what may complete it.

    New conditions are a new version: awards name the one they were decided by.
    """
    before = BadgeClass.objects.select_for_update().filter(pk=badge.pk).first()
    if before is not None and before.asked != badge.asked:
        badge.version = before.version + 1
    if not badge.slug:
        badge.slug = _free_slug(badge.name)
    names = Titles()
    badge.criteria = criteria.words(badge.asked, names)
    badge.save()
    wanted = criteria.triggers(badge.asked, names)
    badge.triggers.exclude(fact__in=wanted).delete()
    BadgeTrigger.objects.bulk_create(
        [BadgeTrigger(badge=badge, fact=fact) for fact in sorted(wanted)], ignore_conflicts=True
    )
    return badge


def _free_slug(name: str) -> str:
    """Credentials name a badge by its slug, so it is made once and stays."""
    base = slugify(name)[:LONGEST_SLUG] or "badge"
    taken = set(BadgeClass.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(one for number in range(len(taken) + 1) if (one := _numbered(base, number)) not in taken)


def _numbered(base: str, number: int) -> str:
    return f"{base}-{number + 1}" if number else base


@transaction.atomic
def ship_badges() -> None:
    """The badge every studio starts with. What it has become since is left alone."""
    words = {
        "name": "Clean take",
        "description": "A module in one take: nothing to go back for.",
        "criteria": "Answer every question of a module right at the first try, the first time you take it.",
        "conditions": [{"type": "module", "value": {"how": "clean", "module": None}}],
    }
    badge, is_new = BadgeClass.objects.get_or_create(slug=CLEAN_TAKE, defaults=words)
    if is_new:
        BadgeTrigger.objects.create(badge=badge, fact=facts.answered(None))
