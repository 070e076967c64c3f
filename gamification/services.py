"""Every write of gamification. Each checks, writes in one transaction, announces last."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from courses.models import Change, Evidence, EvidenceKind
from courses.paper import asked
from courses.queries import counted, excluded_by, lesson_at
from gamification.models import BadgeAward, BadgeClass, Mastery
from gamification.queries import Through, after, counts, standings
from gamification.rules import CLEAN_TAKE, CLEAN_TAKE_RULE, RULE, Standing, is_clean_take
from gamification.signals import badge_awarded


@transaction.atomic
def apply(*, evidence: Evidence) -> None:
    """Count one answer: its learner's mastery, and the badge it may complete. Twice changes nothing."""
    # In one order, so that two answers of a learner never wait for each other in a ring.
    for slug in sorted(evidence.competencies):
        if counts(evidence, slug):
            _count(evidence, slug)
    _award_clean_take(evidence)


def _count(evidence: Evidence, slug: str) -> None:
    row, is_new = Mastery.objects.select_for_update().get_or_create(user_id=evidence.user_id, competency=slug)
    if not counted(Evidence.objects.filter(pk=evidence.pk)).exists():
        # An attempt finishes on the revision it began with, though its question was recertified meanwhile.
        if is_new:
            row.delete()
        return
    here = (evidence.created_at, evidence.pk)
    if row.through is None or row.through < here:
        row.hold(after(row.standing, evidence, slug), here)
    else:
        # An earlier answer arrived later: the order of the facts decides, not that of their arrival.
        row.hold(*standings(_facts_about(evidence.user_id, slug))[slug])
    row.save()


def _facts_about(user_id: int, slug: str) -> QuerySet[Evidence]:
    return counted(Evidence.objects.filter(user_id=user_id, competencies__has_key=slug))


def _award_clean_take(evidence: Evidence) -> None:
    attempt = evidence.attempt
    if attempt is None or attempt.number != 1 or not _right_at_first_try(evidence):
        return
    lesson = lesson_at(attempt.revision, evidence.module)
    questions = [str(child.id) for child in asked(lesson.body, attempt.pk)]
    first_tries = Evidence.objects.filter(attempt=attempt, try_number=1)
    right = {row.block_id: row.pk for row in first_tries if _right_at_first_try(row)}
    if not is_clean_take(questions, right):
        return
    award, is_new = BadgeAward.objects.get_or_create(
        user_id=evidence.user_id,
        badge=_clean_take(),
        module_id=evidence.module_id,
        defaults={
            "evidence": sorted(right[question] for question in questions),
            "reason": f"{len(questions)} of {len(questions)} questions right at the first try.",
            "rule": CLEAN_TAKE_RULE,
            "awarded_at": evidence.created_at,
        },
    )
    if is_new:
        badge_awarded.send(sender=BadgeAward, award=award)


def _right_at_first_try(row: Evidence) -> bool:
    return row.kind == EvidenceKind.QUESTION and row.try_number == 1 and row.correct and not row.hinted


def _clean_take() -> BadgeClass:
    words = {
        "name": "Clean take",
        "description": "A module in one take: nothing to go back for.",
        "criteria": "Answer every question of a module right at the first try, the first time you take it.",
    }
    return BadgeClass.objects.get_or_create(slug=CLEAN_TAKE, defaults=words)[0]


@transaction.atomic
def recount(*, change: Change) -> None:
    """Rebuild the mastery of everyone whose answers a change put aside. What was awarded stays."""
    for user_id in sorted(set(excluded_by(change).order_by().values_list("user_id", flat=True))):
        _replay_learner(user_id, check=False)


@dataclass(frozen=True)
class Difference:
    """A summary that does not follow from the evidence. None: not there."""

    user_id: int
    competency: str
    stored: Standing | None
    replayed: Standing | None


def replay(*, check: bool = False) -> list[Difference]:
    """Rebuild every mastery from evidence, one learner a transaction. check: only say what differs."""
    learners = set(Evidence.objects.order_by().values_list("user_id", flat=True).distinct())
    learners |= set(Mastery.objects.values_list("user_id", flat=True).distinct())
    return [one for user_id in sorted(learners) for one in _replay_learner(user_id, check)]


@transaction.atomic
def _replay_learner(user_id: int, check: bool) -> list[Difference]:
    held = Mastery.objects.select_for_update().filter(user_id=user_id).order_by("competency")
    stored = {row.competency: row for row in held}
    replayed = standings(counted(Evidence.objects.filter(user_id=user_id)).iterator())
    differences = []
    for slug in sorted(stored.keys() | replayed.keys()):
        row = stored.get(slug)
        standing, through = replayed.get(slug, (None, None))
        if row is not None and (row.standing, row.through, row.rule) == (standing, through, RULE):
            continue
        differences.append(Difference(user_id, slug, row.standing if row else None, standing))
        if not check:
            _mend(user_id, slug, standing, through)
    return differences


def _mend(user_id: int, slug: str, standing: Standing | None, through: Through | None) -> None:
    if standing is None or through is None:
        Mastery.objects.filter(user_id=user_id, competency=slug).delete()
        return
    row, _ = Mastery.objects.select_for_update().get_or_create(user_id=user_id, competency=slug)
    row.hold(standing, through)
    row.save()
