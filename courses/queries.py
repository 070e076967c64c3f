"""What courses can be asked. Reading only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Revision

from courses.blocks.contract import Passage
from courses.models import Attempt, Evidence, EvidenceKind, MediaSet, ModulePage, SpokenSeconds
from courses.narration import narrate
from courses.pacing import Ledger, ledger
from courses.steps import Step, steps

TRIES_BEFORE_KEY = 2


def spoken_digest(passage: Passage) -> str:
    """What the seconds of a passage's speech are stored under: its lines, the engine and its rate."""
    lines = [[line.voice, line.text] for line in passage.lines]
    told = json.dumps([settings.GREENROOM_SPEECH, settings.GREENROOM_SPOKEN_WPM, lines], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def clock(module: ModulePage) -> Ledger:
    """The module's seconds, spoken ones as measured where they are known. One query, whatever its size."""
    lesson = module.lesson()
    digests = {spoken_digest(one) for told in narrate(lesson) for one in told.passages}
    measured = dict(SpokenSeconds.objects.filter(digest__in=digests).values_list("digest", "seconds"))
    return ledger(
        lesson,
        spoken_wpm=settings.GREENROOM_SPOKEN_WPM,
        spoken=lambda passage: measured.get(spoken_digest(passage)),
    )


def steps_of(module: ModulePage) -> list[Step]:
    return steps(module.body, clock(module))


def live_module(slug: str) -> ModulePage | None:
    """The published module of that slug. Module slugs are unique on the site."""
    return ModulePage.objects.live().select_related("live_revision").filter(slug=slug).first()


def lesson_at(revision: Revision, module: ModulePage | None = None) -> ModulePage:
    """A module as it stood at a revision; the page itself where that is what is published."""
    if module is not None and module.live_revision_id == revision.pk:
        return module
    return revision.as_object()


def latest_attempt(user, module: ModulePage) -> Attempt | None:
    found = Attempt.objects.filter(enrolment__user=user, enrolment__module=module)
    return found.select_related("enrolment", "revision").order_by("-number").first()


@dataclass(frozen=True)
class QuestionState:
    """Where a learner stands with a question. key and feedback: only what stored answers have earned.

    chosen: option ids of the last answer. feedback: option id -> what the author says to it.
    """

    tries: int = 0
    correct: bool = False
    shown: bool = False
    chosen: tuple[str, ...] = ()
    feedback: dict[str, str] | None = None
    key: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        return self.correct or self.shown


def question_state(child, rows: Iterable[Evidence]) -> QuestionState:
    """The state of one question of a body from the evidence of one attempt, in order of tries."""
    rows = sorted(rows, key=lambda row: row.try_number)
    if not rows:
        return QuestionState()
    answers = [row for row in rows if row.kind == EvidenceKind.QUESTION]
    correct = any(row.correct for row in answers)
    shown = any(row.kind == EvidenceKind.SHOWN for row in rows) or (
        not correct and len(answers) >= TRIES_BEFORE_KEY
    )
    response = answers[-1].response if answers else None
    still_there = {one for one, _ in child.block.options(child.value)}
    chosen = [one for one in (response or {}).get("options", []) if one in still_there]
    feedback = child.block.grade(child.value, {"options": chosen}).feedback if chosen else {}
    return QuestionState(
        tries=len(answers),
        correct=correct,
        shown=shown,
        chosen=tuple(chosen),
        feedback=dict(feedback),
        key=tuple(child.block.key(child.value)) if correct or shown else (),
    )


def question_states(attempt: Attempt, lesson: ModulePage) -> dict[str, QuestionState]:
    """Block id -> state, for every question of the lesson. One query."""
    rows: dict[str, list[Evidence]] = {}
    for row in Evidence.objects.filter(attempt=attempt):
        rows.setdefault(row.block_id, []).append(row)
    return {
        str(child.id): question_state(child, rows.get(str(child.id), ()))
        for child in lesson.body
        if child.block.asks
    }


def media_of(module: ModulePage) -> MediaSet | None:
    """The media learners see: the last approved set, of the published revision or an older one."""
    return MediaSet.objects.filter(module=module).prefetch_related("files").first()
