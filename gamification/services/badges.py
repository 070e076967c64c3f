"""Awarding badges."""

from __future__ import annotations

from courses.models import Evidence, EvidenceKind
from courses.paper import asked
from courses.queries import lesson_at
from gamification.models import BadgeAward, BadgeClass
from gamification.rules import CLEAN_TAKE, CLEAN_TAKE_RULE, is_clean_take
from gamification.signals import badge_awarded


def award_clean_take(*, evidence: Evidence) -> None:
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
