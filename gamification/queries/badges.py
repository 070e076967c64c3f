"""Badges: which wait for a fact, who has which, who would have one."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Left, Length
from django.utils import timezone

from accounts.models import User
from courses.models import Attempt, CoursePage, Enrolment, Evidence, ModulePage
from gamification import criteria
from gamification.models import BadgeAward, BadgeClass, BadgeTrigger
from gamification.queries.deeds import Deeds
from gamification.queries.names import Titles

LOOKED_AT = 300
"""People that are looked at before a badge is saved, so that its page answers soon."""


def waiting_for(because: Collection[str]) -> list[BadgeClass]:
    """Active badges that one of these facts may complete. One query."""
    touched = BadgeTrigger.objects.filter(fact__in=because).values("badge")
    return list(BadgeClass.objects.filter(active=True, pk__in=touched).order_by("pk"))


def latest_awards(user: User, badges: Iterable[BadgeClass]) -> dict[tuple[int, str], BadgeAward]:
    """(badge id, subject) -> the last award somebody has. One query."""
    rows = BadgeAward.objects.filter(user=user, badge__in=[one.pk for one in badges]).order_by("number")
    return {(row.badge_id, row.subject): row for row in rows}


def _told() -> QuerySet[BadgeAward]:
    rows = BadgeAward.objects.select_related("badge", "module", "share")
    return rows.defer("module__body", "badge__conditions")


def badges_of(user: User) -> Sequence[BadgeAward]:
    """Somebody's badges, the newest first; of one that was renewed, the last. One query."""
    found: dict[tuple[int, str], BadgeAward] = {}
    for award in _told().filter(user=user):
        key = (award.badge_id, award.subject)
        if key not in found or award.number > found[key].number:
            found[key] = award
    return sorted(found.values(), key=lambda one: (one.awarded_at, one.pk), reverse=True)


def badges_for(attempt: Attempt) -> Sequence[BadgeAward]:
    """Badges that rest on answers of this attempt. Two queries."""
    own = set(Evidence.objects.filter(attempt=attempt).values_list("pk", flat=True))
    since = attempt.started_at
    awards = _told().filter(user=attempt.enrolment.user_id, awarded_at__gte=since)
    return [award for award in awards if own & set(award.evidence)]


def award_of(user: User, uuid: object) -> BadgeAward | None:
    """One of somebody's own awards. One query."""
    return _told().select_related("user").filter(user=user, uuid=uuid).first()


def others_of(award: BadgeAward) -> Sequence[BadgeAward]:
    """The awards of the same badge that it follows or that followed it, the newest first. One query."""
    same = _told().filter(user=award.user_id, badge=award.badge_id, subject=award.subject)
    return list(same.exclude(pk=award.pk).order_by("-number"))


@dataclass(frozen=True)
class Grounds:
    """What of an award's evidence lies in one module, on one day. right: of the answers, those that were."""

    key: str
    module: str
    day: datetime.date
    answers: int
    right: int
    ids: tuple[int, ...]

    @property
    def words(self) -> str:
        pieces = "1 piece" if self.answers == 1 else f"{self.answers} pieces"
        return f"{pieces} of graded work on {self.day:%-d %B %Y}, {self.right} right."


def grounds_of(award: BadgeAward) -> list[Grounds]:
    """What an award rests on, by module and by the learner's day, the newest first. One query."""
    zone = zoneinfo.ZoneInfo(award.user.time_zone)
    rows = Evidence.objects.filter(pk__in=award.evidence, user=award.user_id)
    found: dict[tuple[int, datetime.date], list[tuple[int, bool, str]]] = {}
    for pk, module, title, at, correct in rows.values_list(
        "pk", "module", "module__title", "created_at", "correct"
    ):
        found.setdefault((module, timezone.localdate(at, zone)), []).append((pk, correct, title))
    told = [
        Grounds(
            key=f"{module}-{day:%Y%m%d}",
            module=rows[0][2],
            day=day,
            answers=len(rows),
            right=sum(correct for _, correct, _ in rows),
            ids=tuple(pk for pk, _, _ in rows),
        )
        for (module, day), rows in found.items()
    ]
    return sorted(told, key=lambda one: (one.day, one.module), reverse=True)


@dataclass(frozen=True)
class Reach:
    """Whom a badge would go to today. looked_at: people; more: there are others who were not."""

    people: int
    awards: int
    looked_at: int
    more: bool


def would_have(badge: BadgeClass) -> Reach:
    """Who meets the conditions of a badge, saved or not. A few queries a person, for LOOKED_AT at most."""
    begun = Enrolment.objects.values("user")
    people = list(User.objects.filter(pk__in=begun, is_active=True).order_by("pk")[: LOOKED_AT + 1])
    names, awards = Titles(), []
    for user in people[:LOOKED_AT]:
        deeds = Deeds(user, names=names)
        modules = deeds.clean_so_far() if criteria.per_module(badge.asked) else [None]
        awards.append(sum(criteria.met(badge.asked, deeds, module) is not None for module in modules))
    return Reach(
        people=sum(number > 0 for number in awards),
        awards=sum(awards),
        looked_at=len(awards),
        more=len(people) > LOOKED_AT,
    )


def course_above(module_id: int) -> int | None:
    """The id of a module's course. One query."""
    path = Left(OuterRef("path"), Length(OuterRef("path")) - ModulePage.steplen)
    course = CoursePage.objects.filter(path=path).values("pk")[:1]
    return ModulePage.objects.filter(pk=module_id).values_list(Subquery(course), flat=True).first()
