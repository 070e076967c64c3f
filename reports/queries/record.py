"""One person's record: modules, mastery and the answers behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from wagtail.models import Revision

from accounts.models import User
from courses.models import Competency, Enrolment, Evidence, EvidenceKind, ModulePage
from courses.paper import questions_in
from courses.queries import with_due, with_exclusion
from gamification.queries import mastery_of
from gamification.rules import Reading
from reports.queries.studio import competencies_in_use
from reports.rules import State


@dataclass(frozen=True)
class ModuleRecord:
    """One module that was begun.

    right, asked: questions right at the first try, and answered, in the latest attempt with answers.
    """

    module: ModulePage
    state: State
    last_active: datetime.datetime
    completed_at: datetime.datetime | None
    right: int
    asked: int
    due_since: datetime.datetime | None = None


@dataclass(frozen=True)
class Answer:
    """One graded answer as it is shown. chosen: what was answered, in words."""

    at: datetime.datetime
    module: str
    question: str
    chosen: tuple[str, ...]
    right: bool
    shown: bool
    try_number: int
    weight: float
    excluded: bool = False

    @property
    def outcome(self) -> str:
        if self.shown:
            return "Asked to be shown"
        return "Right" if self.right else "Not right"

    @property
    def counted(self) -> str:
        if self.excluded:
            return "counts no more: it is asked otherwise now"
        return {1.0: "counts in full", 0.0: "does not count"}.get(self.weight, "counts half")


@dataclass(frozen=True)
class CompetencyRecord:
    competency: Competency
    reading: Reading
    answers: tuple[Answer, ...] = field(default=())


def modules_of(user: User) -> list[ModuleRecord]:
    """Modules someone began, the last active first. Two queries."""
    first_tries = Evidence.objects.filter(user=user, attempt__isnull=False, try_number=1).values(
        "attempt__enrolment", "attempt"
    )
    right = Q(correct=True, hinted=False, kind=EvidenceKind.QUESTION)
    tallies = first_tries.annotate(asked=Count("pk"), right=Count("pk", filter=right)).order_by(
        "attempt__number"
    )
    latest = {tally["attempt__enrolment"]: (tally["right"], tally["asked"]) for tally in tallies}
    begun = (
        with_due(Enrolment.objects.filter(user=user))
        .select_related("module")
        .order_by("-last_active_at", "-pk")
    )
    return [_module_record(one, *latest.get(one.pk, (0, 0))) for one in begun.defer("module__body")]


def _module_record(one: Enrolment, right: int, asked: int) -> ModuleRecord:
    return ModuleRecord(
        module=one.module,
        state=state_of(one),
        last_active=one.last_active_at,
        completed_at=one.completed_at,
        right=right,
        asked=asked,
        due_since=one.due_since,
    )


def state_of(enrolment: Enrolment) -> State:
    """enrolment: as `courses.queries.with_due` gives it."""
    if enrolment.completed_at is None:
        return State.IN_PROGRESS
    return State.DUE if enrolment.due_since else State.DONE


def evidence_of(user: User) -> QuerySet[Evidence]:
    """Every graded answer of a person, newest first."""
    rows = with_exclusion(Evidence.objects.filter(user=user)).select_related("module").defer("module__body")
    return rows.order_by("-created_at", "-pk")


def said(rows: Iterable[Evidence]) -> list[tuple[Evidence, Answer]]:
    """Answers in the words of the revision they were given on. One query, or two where rows is a queryset."""
    rows = list(rows)
    revisions = Revision.objects.in_bulk({row.revision_id for row in rows})
    questions = {pk: _questions(revision) for pk, revision in revisions.items()}
    return [(row, _answer(row, questions.get(row.revision_id, {}).get(row.block_id))) for row in rows]


def _questions(revision: Revision) -> dict[str, object]:
    body = ModulePage._meta.get_field("body").to_python(revision.content["body"])
    return {str(child.id): child for child in questions_in(body)}


def _answer(row: Evidence, child) -> Answer:
    given = child.block.standing(child.value, row.response) if child else []
    return Answer(
        at=row.created_at,
        module=row.module.title,
        question=child.value["question"] if child else "",
        chosen=tuple(child.block.in_words(child.value, given)) if child else (),
        right=row.correct,
        shown=row.kind == EvidenceKind.SHOWN,
        try_number=row.try_number,
        weight=row.weight,
        excluded=row.excluded,
    )


def competencies_of(user: User, answers: Iterable[tuple[Evidence, Answer]] = ()) -> list[CompetencyRecord]:
    """Where someone stands, competency by competency, with the answers that feed it. Two queries."""
    given = list(answers)
    competencies = competencies_in_use([user])
    readings = mastery_of([user], competencies)[user.pk]
    return [
        CompetencyRecord(
            one, readings[one.slug], tuple(answer for row, answer in given if one.slug in row.competencies)
        )
        for one in competencies
    ]
