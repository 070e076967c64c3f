"""One person's record: modules, mastery and the answers behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from wagtail.models import Revision

from accounts.models import User
from courses.models import Enrolment, Evidence, EvidenceKind, ModulePage
from courses.queries import with_due, with_exclusion_time
from courses.steps import blocks_at
from gamification.queries import tallies_of
from gamification.rules import Ahead, ahead, weight_in_words
from reports.queries.cells import Cell, cells_of
from reports.queries.studio import competencies_in_use
from reports.rules import State, outcome, unnamed


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
    """One graded piece of work as it is shown. kind: what it was. chosen: what was answered, in words."""

    at: datetime.datetime
    module: str
    kind: str
    question: str
    chosen: tuple[str, ...]
    right: bool
    try_number: int
    counted: str

    @property
    def outcome(self) -> str:
        return outcome(self.kind, self.right)

    @property
    def unnamed(self) -> str:
        return unnamed(self.kind)


@dataclass(frozen=True)
class CompetencyRecord:
    """ahead: what the next level asks for; None after the last."""

    cell: Cell
    ahead: Ahead | None


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
    """Every piece of evidence of a person, newest first."""
    rows = with_exclusion_time(Evidence.objects.filter(user=user)).select_related("module")
    return rows.defer("module__body").order_by("-created_at", "-pk")


def said(rows: Iterable[Evidence]) -> list[tuple[Evidence, Answer]]:
    """Evidence in the words of the revision it was given on. One query, or two where rows is a queryset.

    rows: with `excluded_at`.
    """
    rows = list(rows)
    wanted: dict[int, set[str]] = {}
    for row in rows:
        wanted.setdefault(row.revision_id, set()).add(row.block_id)
    revisions = Revision.objects.in_bulk(wanted)
    blocks = {pk: _blocks(revision, wanted[pk]) for pk, revision in revisions.items()}
    return [(row, _answer(row, blocks.get(row.revision_id, {}).get(row.block_id))) for row in rows]


def _blocks(revision: Revision, ids: set[str]) -> dict[str, Any]:
    body = ModulePage._meta.get_field("body").to_python(revision.content["body"])
    return {str(child.id): child for child in blocks_at(body, ids)}


def _answer(row: Any, child: Any) -> Answer:
    asks = child is not None and child.block.asks
    given = child.block.standing(child.value, row.response) if asks else []
    return Answer(
        at=row.created_at,
        module=row.module.title,
        kind=row.kind,
        question=(child.value["question"] if asks else child.block.called(child.value)) if child else "",
        chosen=tuple(child.block.in_words(child.value, given)) if asks else (),
        right=row.correct,
        try_number=row.try_number,
        counted=weight_in_words(
            kind=row.kind,
            weight=row.weight,
            try_number=row.try_number,
            hinted=row.hinted,
            put_aside=row.excluded_at is not None,
        ),
    )


def competencies_of(user: User) -> list[CompetencyRecord]:
    """Where someone stands, competency by competency, and what the next level asks for. Six queries."""
    competencies = competencies_in_use([user])
    tallies = tallies_of(user, [one.slug for one in competencies])
    return [
        CompetencyRecord(cell, ahead(cell.reading, tallies[cell.competency.slug]))
        for cell in cells_of([user], competencies)[user.pk]
    ]
