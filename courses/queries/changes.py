"""What kind of change a module's new version is, whom it touches, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from wagtail.models import Revision

from courses.changes import ChangeKind, Difference, How, difference
from courses.models import (
    Attempt,
    Change,
    ChangedQuestion,
    Enrolment,
    Evidence,
    MediaSet,
    ModulePage,
)


@dataclass(frozen=True)
class Reach:
    """People a change touches. begun: all who began the module. completed, in_progress: of those.

    answered: those whose answers would stop counting.
    """

    begun: int
    completed: int
    in_progress: int
    answered: int


@dataclass(frozen=True)
class Proposal:
    """The newest draft against what learners have. stated: what was said of it, if anything."""

    since: Revision
    draft: ModulePage
    difference: Difference
    stated: Change | None

    def reach(self) -> Reach:
        return reach_of(self.draft, [one.block_id for one in self.difference.questions])


def _stored(module: ModulePage) -> ModulePage:
    return ModulePage.objects.select_related("live_revision", "latest_revision").get(pk=module.pk)


def last_begun(module: ModulePage) -> Revision | None:
    begun = Attempt.objects.filter(enrolment__module=module.pk).select_related("revision")
    attempt = begun.order_by("-started_at", "-pk").first()
    return attempt.revision if attempt else None


def stated_change(module: ModulePage, since: Revision | None) -> Change | None:
    """What was said of the version that is to replace `since`."""
    if since is None:
        return None
    return Change.objects.filter(module=module.pk, since=since, published_at=None).first()


def proposed_change(module: ModulePage) -> Proposal | None:
    """What publishing the newest draft would change for learners; None where there is nothing to say of it:
    a first publication, or one that touches nothing they see.
    """
    module = _stored(module)
    since = module.live_revision or last_begun(module)
    if since is None or since.pk == module.latest_revision_id:
        return None
    draft = module.get_latest_revision_as_object()
    found = difference(since.as_object(), draft)
    return Proposal(since, draft, found, stated_change(module, since)) if found else None


def reach_of(module: ModulePage, questions: Collection[str]) -> Reach:
    """Two queries."""
    done = Enrolment.objects.filter(module=module.pk).values_list("completed_at", flat=True)
    completed = sum(at is not None for at in done)
    answers = counted(Evidence.objects.filter(module=module.pk, block_id__in=questions, weight__gt=0))
    answered = answers.order_by().values("user").distinct().count()
    return Reach(len(done), completed, len(done) - completed, answered)


def _recertified() -> QuerySet[ChangedQuestion]:
    """Of evidence: changes that recertified its question after the attempt was begun."""
    begun = Coalesce(OuterRef("attempt__started_at"), OuterRef("created_at"))
    return ChangedQuestion.objects.filter(
        change__module=OuterRef("module"),
        change__kind=ChangeKind.RECERTIFY,
        change__published_at__gt=begun,
        block_id=OuterRef("block_id"),
    ).exclude(how=How.ADDED)


def _excluding() -> Exists:
    return Exists(_recertified())


def counted(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence without the answers that a later change of their question excluded. No query."""
    return rows.exclude(_excluding())


def with_exclusion(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence, each row with `excluded`: whether a later change of its question put it aside. No query."""
    return rows.annotate(excluded=_excluding())


def with_exclusion_time(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence, with `excluded_at`: when a later change put a row aside, or None. No query."""
    newest = _recertified().order_by("-change__published_at").values("change__published_at")
    return rows.annotate(excluded_at=Subquery(newest[:1]))


def excluded_by(change: Change) -> QuerySet[Evidence]:
    """The answers that a published change put aside."""
    asked = change.questions.exclude(how=How.ADDED).values("block_id")
    return Evidence.objects.filter(_excluding(), module=change.module_id, block_id__in=asked)


def due_since(enrolment: str = "") -> Case:
    """When a finished module fell due again: since the last change that recertified it, until it is finished
    in an attempt begun after that. None where it is not due.

    enrolment: the way there from the rows to annotate, as ``enrolment__``; empty for enrolments themselves.
    """
    pk, module = f"{enrolment}pk", f"{enrolment}module"
    renewed = Attempt.objects.filter(
        enrolment=OuterRef(OuterRef(pk)), completed_at__isnull=False, started_at__gte=OuterRef("published_at")
    )
    owed = Change.objects.filter(
        module=OuterRef(module), kind=ChangeKind.RECERTIFY, published_at__isnull=False
    ).exclude(Exists(renewed))
    finished = {f"{enrolment}completed_at__isnull": False}
    last = Subquery(owed.order_by("-published_at").values("published_at")[:1])
    return Case(When(**finished, then=last), default=None, output_field=DateTimeField(null=True))


def with_due(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Enrolments with `due_since`. No query."""
    return enrolments.annotate(due_since=due_since())


def changes_since(attempt: Attempt) -> list[Change]:
    """What changed for learners since an attempt was begun, the newest first. One query."""
    return list(_told().filter(module=attempt.enrolment.module_id, published_at__gt=attempt.started_at))


def with_news(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """Attempts with `news_note` and `news_at`: the newest of `changes_since` that was not put away, or None.

    No query.
    """
    read = Coalesce(OuterRef("enrolment__changes_read_at"), OuterRef("started_at"))
    found = _told().filter(module=OuterRef("enrolment__module"), published_at__gt=OuterRef("started_at"))
    newest = found.filter(published_at__gt=read).order_by("-published_at", "-pk")
    return attempts.annotate(
        news_note=Subquery(newest.values("note")[:1]), news_at=Subquery(newest.values("published_at")[:1])
    )


def _told() -> QuerySet[Change]:
    return Change.objects.filter(published_at__isnull=False).exclude(kind=ChangeKind.COSMETIC)


def shown_media(module: ModulePage) -> QuerySet[MediaSet]:
    """Approved media of a module that learners may still see, the newest first. No query."""
    return shown(MediaSet.objects.filter(module=module.pk))


def shown(sets: QuerySet[MediaSet]) -> QuerySet[MediaSet]:
    """Those of the sets that learners may still see: one of an older revision is hidden once a later change
    recertified. No query.
    """
    since = Change.objects.filter(
        module=OuterRef("module"),
        kind=ChangeKind.RECERTIFY,
        published_at__gt=OuterRef("revision__created_at"),
    ).exclude(revision=OuterRef("revision"))
    return sets.filter(~Exists(since) | Q(revision=F("module__live_revision")))
