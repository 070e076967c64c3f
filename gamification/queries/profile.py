"""A profile as a colleague sees it: what was chosen, and never a figure, an answer or a streak."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from courses.models import Competency, CoursePage
from courses.queries import visible
from gamification.models import BadgeAward, Certificate, CertificateState, LevelAward, Profile
from gamification.queries.badges import badges_of
from gamification.rules import LEVELS, Level


@dataclass(frozen=True)
class Reached:
    competency: str
    level: str
    at: datetime.datetime


@dataclass(frozen=True)
class Seen:
    """None: it is not shown. certificates: the latest of each course, of those open to who looks."""

    person: User
    levels: Sequence[Reached] | None
    badges: Sequence[BadgeAward] | None
    certificates: Sequence[Certificate] | None


def profile_at(address: uuid.UUID, viewer: User) -> Profile | None:
    """For a colleague where something is chosen; for its owner always. One query."""
    found = Profile.objects.select_related("user").filter(address=address, user__is_active=True).first()
    if found is None or not (found.shown or found.user_id == viewer.pk):
        return None
    return found


def seen_by(profile: Profile, viewer: User) -> Seen:
    """Seven queries at most."""
    user = profile.user
    return Seen(
        person=user,
        levels=_levels(user) if profile.levels else None,
        badges=badges_of(user) if profile.badges else None,
        certificates=_certificates(user, viewer) if profile.certificates else None,
    )


def _levels(user: User) -> list[Reached]:
    names = dict(Competency.objects.values_list("slug", "name"))
    rows = sorted(LevelAward.objects.filter(user=user), key=lambda one: LEVELS.index(Level(one.level)))
    highest = {one.competency: one for one in rows if one.competency in names}
    told = [Reached(names[slug], one.get_level_display(), one.awarded_at) for slug, one in highest.items()]
    return sorted(told, key=lambda one: one.competency)


def _certificates(user: User, viewer: User) -> list[Certificate]:
    """Of a course that is closed to who looks, not even its name."""
    open_to_them = visible(CoursePage.objects.all(), viewer).values("pk")
    rows = Certificate.objects.filter(user=user, state=CertificateState.MADE, course__in=open_to_them)
    return list({row.course_id: row for row in rows.order_by("made_at")}.values())
