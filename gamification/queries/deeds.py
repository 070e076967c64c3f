"""What somebody has done, as the conditions of badges ask it: `gamification.criteria.contract.Facts`."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from courses.changes import ChangeKind
from courses.models import Attempt, Change, CoursePage, Evidence, EvidenceKind, LearningPath, ModulePage
from courses.paper import asked
from courses.queries import counted, lesson_at, path_done, visible
from gamification.criteria.contract import Met
from gamification.models import LearningDay, LevelAward
from gamification.queries.names import Titles
from gamification.queries.streak import streak_of
from gamification.rules import LEVELS, Level, is_clean_take

RIGHT_AGAIN = 4
"""Right answers in a competency since the last award that renew a badge for a level."""
LISTED = 200
"""Answers that the award of a badge for a level names: the latest."""


class Deeds:
    """One person's. since: only what was done after it counts, as for a renewal. answer: what just came, if
    anything: it may show without a query that nothing is complete yet.
    """

    def __init__(
        self,
        user: User,
        *,
        names: Titles | None = None,
        since: datetime.datetime | None = None,
        answer: Evidence | None = None,
    ) -> None:
        self.user, self.since, self.answer = user, since, answer
        self.names = names or Titles()

    def finished(self, modules: Sequence[int]) -> Mapping[int, int]:
        done = self._attempts().filter(enrolment__module__in=modules, completed_at__isnull=False)
        recertified = Change.objects.filter(
            module=OuterRef("enrolment__module"),
            kind=ChangeKind.RECERTIFY,
            published_at__gt=OuterRef("started_at"),
        )
        rows = done.exclude(Exists(recertified)).order_by("-number")
        return dict(rows.values_list("enrolment__module", "pk"))

    def modules_of(self, course: int) -> Sequence[int]:
        here = CoursePage.objects.filter(pk=course).first()
        if here is None:
            return []
        return list(visible(ModulePage.objects.child_of(here), self.user).values_list("pk", flat=True))

    def clean_take(self, module: int) -> tuple[int, ...]:
        if self.answer is not None and not _right_at_first_try(self.answer):
            return ()
        attempt = self._attempts().filter(enrolment__module=module).order_by("number").first()
        if attempt is None or (self.since is None and attempt.number != 1):
            return ()
        first_tries = list(counted(Evidence.objects.filter(attempt=attempt, try_number=1)))
        right = {row.block_id: row.pk for row in first_tries if _right_at_first_try(row)}
        if len(right) < len(first_tries):
            return ()
        lesson = lesson_at(attempt.revision, attempt.enrolment.module)
        questions = [str(child.id) for child in asked(lesson.body, attempt.pk)]
        if not is_clean_take(questions, right):
            return ()
        return tuple(sorted(right[question] for question in questions))

    def labs_passed(self, context: str) -> Sequence[int]:
        # Passed is passed: also where a second attempt on one day weighs nothing.
        rows = self._done().filter(kind__in=(EvidenceKind.LAB, EvidenceKind.TRANSFER), correct=True)
        if context:
            rows = rows.filter(context=context)
        first = {}
        for pk, module, block in rows.values_list("pk", "module", "block_id"):
            first.setdefault((module, block), pk)
        return list(first.values())

    def walked(self, path: int) -> Sequence[int] | None:
        found = LearningPath.objects.filter(pk=path, live=True).first()
        done = path_done(self.user, found) if found else None
        if done is None or (self.since is not None and done.at <= self.since):
            return None
        return done.evidence

    def days_in_a_row(self, number: int) -> Sequence[int] | None:
        days = LearningDay.objects.filter(user=self.user)
        latest = list((days.filter(at__gt=self.since) if self.since else days).order_by("-day")[:number])
        if len(latest) < number:
            return None
        streak = streak_of(self.user, latest[0].day)
        if (streak.longest if self.since is None else streak.present) < number:
            return None
        rows = self._done().filter(created_at__gte=latest[-1].at).order_by("-created_at")
        return sorted(rows.values_list("pk", flat=True)[:LISTED])

    def reached(self) -> Mapping[str, str]:
        rows = LevelAward.objects.filter(user=self.user).values_list("competency", "level")
        highest: dict[str, Level] = {}
        for slug, level in rows:
            highest[slug] = max(Level(level), highest.get(slug, LEVELS[0]), key=LEVELS.index)
        if self.since is None:
            return highest
        again = Counter(
            slug for row in self._evidence().filter(correct=True, hinted=False) for slug in row.competencies
        )
        return {slug: level for slug, level in highest.items() if again[slug] >= RIGHT_AGAIN}

    def behind(self, met: Met) -> list[int]:
        """Ids of the evidence that a condition rests on. Two queries at most."""
        found = set(met.evidence)
        if met.attempts:
            found |= set(Evidence.objects.filter(attempt__in=met.attempts).values_list("pk", flat=True))
        if met.competencies:
            rows = self._evidence().filter(competencies__has_any_keys=list(met.competencies))
            found |= set(rows.order_by("-created_at", "-pk").values_list("pk", flat=True)[:LISTED])
        return sorted(found)

    def clean_so_far(self) -> list[int]:
        """Ids of modules whose first attempt holds answers and no wrong first try."""
        first = Evidence.objects.filter(attempt=OuterRef("pk"), try_number=1)
        wrong = first.exclude(Q(correct=True, hinted=False, kind=EvidenceKind.QUESTION))
        rows = self._attempts().filter(Exists(first), ~Exists(wrong))
        return sorted(rows.values_list("enrolment__module", flat=True).distinct().order_by())

    def _attempts(self) -> QuerySet[Attempt]:
        rows = Attempt.objects.filter(enrolment__user=self.user).select_related(
            "revision", "enrolment__module"
        )
        return rows if self.since is None else rows.filter(started_at__gt=self.since)

    def _evidence(self) -> QuerySet[Evidence]:
        return self._done().filter(weight__gt=0)

    def _done(self) -> QuerySet[Evidence]:
        rows = counted(Evidence.objects.filter(user=self.user))
        return rows if self.since is None else rows.filter(created_at__gt=self.since)


def _right_at_first_try(row: Evidence) -> bool:
    return row.kind == EvidenceKind.QUESTION and row.try_number == 1 and row.correct and not row.hinted
