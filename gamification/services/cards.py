"""What is remembered of each question: cards, a summary of first tries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F

from courses.models import Evidence, EvidenceKind
from gamification.engines.memory import after
from gamification.models import Mastery, ReviewCard
from gamification.models.card import due_second
from gamification.rules.review import MEMORY_RULE, Memory, Recall

Question = tuple[int, str]
"""Ids of a module and a block."""
KINDS = (EvidenceKind.QUESTION, EvidenceKind.SHOWN, EvidenceKind.REFRESH)


@dataclass(frozen=True)
class Held:
    """A card as its facts say. competencies: slugs that the last first try fed. through_id: that evidence."""

    memory: Memory
    competencies: tuple[str, ...]
    through_id: int
    rule: str = MEMORY_RULE

    @property
    def due_second(self) -> int:
        return due_second(self.memory.due_at)


def rates(row: Evidence) -> bool:
    """Whether an answer says what is remembered: later tries repeat what was just read."""
    return row.kind in KINDS and row.try_number == 1


def held_after(before: Held | None, row: Evidence, slugs: Iterable[str]) -> Held:
    """row: one that counts, later than all in the card."""
    memory = after(before.memory if before else None, _recall(row), row.created_at)
    return Held(memory, tuple(sorted(slugs)), row.pk)


def _recall(row: Evidence) -> Recall:
    if row.kind == EvidenceKind.SHOWN or not row.correct:
        return Recall.FORGOTTEN
    return Recall.WITH_HELP if row.hinted else Recall.RECALLED


def count(*, evidence: Evidence, slugs: Iterable[str]) -> None:
    """Take one answer into its card, and the card's due time into its competencies. Four queries at most.

    Call it under the lock of the learner's ability, for an answer that counts and comes after all others.
    """
    if not rates(evidence):
        return
    named = {"user_id": evidence.user_id, "module_id": evidence.module_id, "block_id": evidence.block_id}
    row = ReviewCard.objects.filter(**named).first()
    before = _held(row) if row else None
    now = held_after(before, evidence, slugs)
    row = row or ReviewCard(**named)
    row.hold(now.memory, list(now.competencies), now.through_id)
    row.save()
    _move(evidence.user_id, before, now)


def _held(row: ReviewCard) -> Held:
    return Held(row.memory, tuple(row.competencies), row.through_id, row.rule)


def _move(user_id: int, before: Held | None, now: Held) -> None:
    cards: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for held, sign in ((before, -1), (now, 1)):
        for slug in held.competencies if held else ():
            cards[slug] += sign
            seconds[slug] += sign * (held.due_second if held else 0)
    alike: dict[tuple[int, int], list[str]] = defaultdict(list)
    for slug in cards:
        alike[cards[slug], seconds[slug]].append(slug)
    for (number, sum_of_them), slugs in alike.items():
        rows = Mastery.objects.filter(user=user_id, competency__in=slugs)
        rows.update(cards=F("cards") + number, due_sum=F("due_sum") + sum_of_them)


def sums(cards: Mapping[Question, Held]) -> dict[str, tuple[int, int]]:
    """Competency slug -> how many cards it has, and their due times together in seconds."""
    found: dict[str, tuple[int, int]] = {}
    for held in cards.values():
        for slug in held.competencies:
            number, seconds = found.get(slug, (0, 0))
            found[slug] = (number + 1, seconds + held.due_second)
    return found


def stored(user_id: int) -> dict[Question, Held]:
    rows = ReviewCard.objects.filter(user=user_id)
    return {(row.module_id, row.block_id): _held(row) for row in rows}


def replace(user_id: int, cards: Mapping[Question, Held]) -> None:
    """Make the cards of a learner, and the sums of their competencies, what the facts say."""
    ReviewCard.objects.filter(user=user_id).delete()
    ReviewCard.objects.bulk_create(_rows(user_id, cards))
    Mastery.objects.filter(user=user_id).update(cards=0, due_sum=0)
    Mastery.objects.bulk_create(
        [
            Mastery(user_id=user_id, competency=slug, cards=number, due_sum=seconds)
            for slug, (number, seconds) in sums(cards).items()
        ],
        update_conflicts=True,
        unique_fields=["user", "competency"],
        update_fields=["cards", "due_sum"],
    )


def _rows(user_id: int, cards: Mapping[Question, Held]) -> Iterator[ReviewCard]:
    for (module_id, block_id), held in cards.items():
        row = ReviewCard(user_id=user_id, module_id=module_id, block_id=block_id)
        row.hold(held.memory, list(held.competencies), held.through_id)
        yield row
