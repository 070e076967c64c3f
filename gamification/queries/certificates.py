"""Courses that somebody finished, and the certificates they have."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from courses.models import Attempt, Competency, CoursePage, ModuleCompetency, ModulePage
from courses.queries import visible
from gamification.criteria import facts
from gamification.models import BadgeTrigger, Certificate, CertificateState, Credential, LevelAward
from gamification.queries.deeds import Deeds
from gamification.rules import LEVELS, Level

FORM = 1
"""Of the paper: one more where the same facts should be said otherwise."""


@dataclass(frozen=True)
class Finished:
    """A course that somebody finished. paper: what a certificate would say; certificate: which says it."""

    course: CoursePage
    paper: Mapping[str, Any]
    digest: str
    certificate: Certificate | None

    @property
    def made(self) -> bool:
        return self.certificate is not None and self.certificate.state == CertificateState.MADE


@dataclass(frozen=True)
class Certificates:
    """finished: courses, by title. earlier: certificates that say what was so once, the newest first."""

    finished: Sequence[Finished]
    earlier: Sequence[Certificate]

    @property
    def waits(self) -> bool:
        return any(one.certificate is not None and one.certificate.waits for one in self.finished)


def certificates_of(user: User) -> Certificates:
    """The same few queries, whatever they finished."""
    papers = _papers(user)
    rows = list(Certificate.objects.filter(user=user))
    by_digest = {row.digest: row for row in rows}
    finished = []
    for course, paper in papers:
        digest = _digest(course, paper)
        finished.append(Finished(course, paper, digest, by_digest.pop(digest, None)))
    earlier = [row for row in rows if row.digest in by_digest and row.state == CertificateState.MADE]
    return Certificates(finished, earlier)


def certificate_of(user: User, certificate_id: uuid.UUID) -> Certificate | None:
    """One of their own that is made. One query."""
    rows = Certificate.objects.filter(user=user, state=CertificateState.MADE)
    return rows.filter(pk=certificate_id).first()


def _digest(course: CoursePage, paper: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps([FORM, course.pk, paper], sort_keys=True).encode()).hexdigest()


def _papers(user: User) -> list[tuple[CoursePage, dict[str, Any]]]:
    """Every module of a course that is published and open to them counts, as for a badge."""
    modules = visible(ModulePage.objects.all(), user).order_by("path").defer("body")
    by_course: dict[str, list[ModulePage]] = {}
    for module in modules:
        by_course.setdefault(module.path[: -ModulePage.steplen], []).append(module)
    taken = Deeds(user).finished([module.pk for module in modules])
    done = {path: own for path, own in by_course.items() if all(one.pk in taken for one in own)}
    courses = list(visible(CoursePage.objects.filter(path__in=done), user).order_by("title"))
    days = dict(
        Attempt.objects.filter(pk__in=taken.values()).values_list("enrolment__module", "completed_at")
    )
    zone = zoneinfo.ZoneInfo(user.time_zone)
    levels = _levels(user, [one.pk for own in done.values() for one in own], zone)
    badges = _shown_badges(user, courses)
    return [
        (
            course,
            {
                "studio": settings.WAGTAIL_SITE_NAME,
                "name": str(user),
                "course": course.title,
                "modules": [
                    {"title": module.title, "on": _day(days[module.pk], zone)} for module in done[course.path]
                ],
                "finished": _day(max(days[module.pk] for module in done[course.path]), zone),
                "levels": _of(levels, done[course.path]),
                "badge": badges.get(course.pk),
            },
        )
        for course in courses
    ]


def _day(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    return f"{timezone.localdate(at, zone):%-d %B %Y}"


def _of(levels: Mapping[int, list[dict[str, str]]], modules: Iterable[ModulePage]) -> list[dict[str, str]]:
    found = {one["competency"]: one for module in modules for one in levels.get(module.pk, ())}
    return [found[name] for name in sorted(found)]


def _levels(user: User, modules: Sequence[int], zone: zoneinfo.ZoneInfo) -> dict[int, list[dict[str, str]]]:
    """Module id -> the highest level in each competency it feeds. Three queries."""
    highest: dict[str, LevelAward] = {}
    for award in LevelAward.objects.filter(user=user):
        before = highest.get(award.competency)
        if before is None or LEVELS.index(Level(award.level)) > LEVELS.index(Level(before.level)):
            highest[award.competency] = award
    names = dict(Competency.objects.filter(slug__in=highest).values_list("slug", "name"))
    fed = ModuleCompetency.objects.filter(module__in=modules, competency__slug__in=highest)
    found: dict[int, list[dict[str, str]]] = {}
    for module, slug in fed.values_list("module", "competency__slug"):
        award = highest[slug]
        said = {
            "competency": names[slug],
            "level": award.get_level_display(),
            "on": _day(award.awarded_at, zone),
        }
        found.setdefault(module, []).append(said)
    return found


def _shown_badges(user: User, courses: Sequence[CoursePage]) -> dict[int, dict[str, str]]:
    """Course id -> a badge for it that they show to whoever has its address. Two queries."""
    by_fact = {facts.finished_in(course.pk): course.pk for course in courses}
    asked = BadgeTrigger.objects.filter(fact__in=by_fact).values_list("badge", "fact")
    of_badge = {badge: by_fact[fact] for badge, fact in asked}
    shown = Credential.objects.filter(award__user=user, award__badge__in=of_badge)
    rows = shown.filter(public=True, award__share__public=True).order_by("issued_at")
    return {
        of_badge[badge]: {"name": name, "credential": str(pk)}
        for badge, name, pk in rows.values_list("award__badge", "award__badge__name", "pk")
    }
