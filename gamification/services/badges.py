"""Awarding badges: on facts, in the transaction that made them true, once each."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from accounts.models import User
from courses.models import Evidence
from courses.services import Refused
from gamification import criteria
from gamification.models import BadgeAward, BadgeClass
from gamification.models.awards import LONGEST_REASON
from gamification.queries.badges import latest_awards, waiting_for
from gamification.queries.deeds import Deeds
from gamification.rules.validity import after_months
from gamification.signals import badge_awarded


@transaction.atomic
def award_due(
    *,
    user_id: int,
    because: Collection[str],
    at: datetime.datetime,
    module_id: int | None = None,
    answer: Evidence | None = None,
) -> list[BadgeAward]:
    """Award what a fact completes. One query where no badge waits for it.

    because: the fact by its names (`gamification.criteria.facts`). module_id: where it happened. answer: the
    evidence, if it was one. Announces last.
    """
    waiting = waiting_for(because)
    if not waiting:
        return []
    # Two facts at once could each miss the other: one person's are looked at one after the other.
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    held = latest_awards(user, waiting)
    found = []
    for badge in waiting:
        module = module_id if criteria.per_module(badge.asked) else None
        award = _consider(user, badge, module, held.get((badge.pk, subject_of(module))), at, answer)
        found += [award] if award else []
    return _announced(found)


def subject_of(module_id: int | None) -> str:
    return "" if module_id is None else f"module:{module_id}"


@transaction.atomic
def award_standing(*, badge: BadgeClass, users: Iterable[User]) -> list[BadgeAward]:
    """Award a badge to those of these people who meet its conditions already. Twice changes nothing."""
    now, found = timezone.now(), []
    for person in sorted(users, key=lambda one: one.pk):
        user = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        held = latest_awards(user, [badge])
        modules = Deeds(user).clean_so_far() if criteria.per_module(badge.asked) else [None]
        for module in modules:
            award = _consider(user, badge, module, held.get((badge.pk, subject_of(module))), now)
            found += [award] if award else []
    return _announced(found)


@transaction.atomic
def renew(*, award: BadgeAward, at: datetime.datetime | None = None) -> BadgeAward:
    """The award that follows one that ends, resting on what was done since.

    Raises Refused (superseded, too_early, withdrawn, not_met); its text says what is needed.
    """
    at = at or timezone.now()
    user = User.objects.select_for_update(no_key=True).get(pk=award.user_id)
    badge = award.badge
    last = latest_awards(user, [badge])[(badge.pk, award.subject)]
    if last.pk != award.pk:
        raise Refused("superseded", "You have renewed this badge already. Open the newer one.")
    if not award.renewable(at):
        raise Refused("too_early", "This badge still holds. It can be renewed from 60 days before its end.")
    if not badge.active:
        raise Refused("withdrawn", "Nobody can earn this badge any more. What you have stays yours.")
    renewed = _consider(user, badge, award.module_id if award.subject else None, award, at)
    if renewed is None:
        raise Refused(
            "not_met",
            f"To renew it, do this again: {badge.criteria} What you did before "
            f"{timezone.localtime(award.awarded_at):%-d %B %Y} stands behind the badge you have.",
        )
    return _announced([renewed])[0]


def _consider(
    user: User,
    badge: BadgeClass,
    module_id: int | None,
    last: BadgeAward | None,
    at: datetime.datetime,
    answer: Evidence | None = None,
) -> BadgeAward | None:
    """A new award where the conditions are met and there is none, or one that may be renewed."""
    if last is not None and not last.renewable(at):
        return None
    deeds = Deeds(user, since=last.awarded_at if last else None, answer=answer)
    met = criteria.met(badge.asked, deeds, module_id)
    if met is None:
        return None
    award, is_new = BadgeAward.objects.get_or_create(
        user=user,
        badge=badge,
        subject=subject_of(module_id),
        number=last.number + 1 if last else 1,
        defaults={
            "module_id": module_id,
            "evidence": deeds.behind(met),
            "reason": Truncator(met.reason).chars(LONGEST_REASON),
            "level": met.level,
            "rule": f"{badge.slug}/{badge.version}",
            "criteria": {"words": badge.narrative, "conditions": badge.asked},
            "competencies": [one.slug for one in badge.competencies.all()],
            "awarded_at": at,
            "valid_until": after_months(at, badge.valid_months),
        },
    )
    return award if is_new else None


def _announced(awards: list[BadgeAward]) -> list[BadgeAward]:
    for award in awards:
        badge_awarded.send(sender=BadgeAward, award=award)
    return awards
