"""The stop that waits for a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from generation.models import SENT_BACK, Approval, EventKind, Mend, Production, ReviewNote, State
from generation.queries import passages_of, script_of, undecided, whole_of, writers_of
from generation.services.announcing import announce
from generation.services.history import note
from generation.services.publishing import publish_if_live
from generation.services.requests import Refused, requeue
from generation.services.waiting import awaiting, reviews

LONGEST_LINE = 2000
NAMED_BY = 80
"""Letters of its words a passage is named by in a note."""
LEFT = "{} passages are not approved yet. Approve each of them, then the whole."
GONE = "Something of it is gone from where media are kept. Choose “Rebuild”, then look at it once more."
LEFT_ONE = "One passage is not approved yet. Approve it, then the whole."


def why_not(*, production: Production, by: User) -> str:
    """Why someone may not approve a production; empty where they may."""
    if not reviews(by=by):
        return "Reviewers and L&D admins approve media."
    if by.pk in writers_of(production) and not settings.GREENROOM_ALLOW_SELF_REVIEW:
        return "You wrote part of this. Ask another reviewer to approve it."
    return ""


@transaction.atomic
def approve(*, production: Production, by: User, seen: str) -> Production:
    """Approve exactly what was looked at, once each of its passages is approved. Raises Refused.

    seen: `Production.seen` of what was on the page.
    """
    row = awaiting(production)
    refusal = why_not(production=row, by=by)
    if refusal:
        raise Refused(refusal)
    if seen != row.seen:
        raise Refused("This was made again while you were looking. Watch it once more, then approve it.")
    whole = whole_of(row)
    if not whole["passages"]:
        raise Refused(GONE)
    if left := len(undecided(row)):
        raise Refused(LEFT_ONE if left == 1 else LEFT.format(left))
    looked = {"approved_by": by, "approved_at": timezone.now()}
    Approval.objects.update_or_create(
        digest=row.digest, defaults={**looked, "module_id": row.module_id, "whole": whole}
    )
    row.state, row.reason, row.reason_code, row.changed_at = State.APPROVED, "", "", timezone.now()
    row.save(update_fields=["state", "reason", "reason_code", "changed_at"])
    note(production=row, kind=EventKind.APPROVED, by=by)
    publish_if_live(production=row)
    announce(row)
    return row


@transaction.atomic
def send_back(*, production: Production, by: User, reason: str, digests: Collection[str] = ()) -> None:
    """Raises Refused. digests: of the passages that should change; those that are gone are left out."""
    row = awaiting(production)
    if not reviews(by=by):
        raise Refused("Reviewers and L&D admins send media back.")
    reason = reason.strip()
    if not reason:
        raise Refused("Say what should change, so that the author can act on it.")
    named = [
        {"number": one.number + 1, "block_id": one.block_id, "words": " ".join(one.texts)[:NAMED_BY]}
        for one in passages_of(row)
        if one.digest in set(digests)
    ]
    ReviewNote.objects.create(production=row, reason=reason[:2000], passages=named, written_by=by)
    row.state, row.reason_code, row.reason, row.changed_at = (
        State.FAILED,
        SENT_BACK,
        reason[:2000],
        timezone.now(),
    )
    row.save(update_fields=["state", "reason_code", "reason", "changed_at"])
    note(production=row, kind=EventKind.SENT_BACK, by=by, detail=reason[:2000])
    announce(row)


@transaction.atomic
def mend(*, production: Production, by: User, source: str, lines: Sequence[str]) -> None:
    """Have other words spoken over a passage, and make that passage again. Raises Refused.

    source: of the passage, from the script. lines: one for each of its lines.
    """
    row = Production.objects.select_for_update().get(pk=production.pk)
    if not row.made or row.state == State.STALE:
        raise Refused("Wait until it is made, then mend it.")
    passage = next((one for one in script_of(row) if one["source"] == source), None)
    if passage is None:
        raise Refused("That passage is not part of this lesson any more. Reload the page.")
    wanted = [" ".join(line.split()) for line in lines]
    _check(wanted, len(passage["lines"]))
    if wanted == [line["text"] for line in passage["lines"]]:
        raise Refused("Nothing was changed.")
    Mend.objects.update_or_create(
        module_id=row.module_id,
        source=source,
        defaults={"lines": wanted, "mended_by": by, "mended_at": timezone.now()},
    )
    requeue(production=row, kind=EventKind.MENDED, by=by)


def _check(wanted: list[str], count: int) -> None:
    if len(wanted) != count:
        raise Refused(f"This passage has {count} lines; {len(wanted)} were sent. Reload the page.")
    if not all(any(sign.isalnum() for sign in line) for line in wanted):
        raise Refused("A line must say something. To leave it out, change the lesson itself.")
    if any(len(line) > LONGEST_LINE for line in wanted):
        raise Refused(f"A line may have at most {LONGEST_LINE} letters.")


@transaction.atomic
def unmend(*, production: Production, source: str, by: User | None = None) -> None:
    """Go back to the author's own words for a passage, and make it again. Raises Refused."""
    row = Production.objects.select_for_update().get(pk=production.pk)
    if not row.made or row.state == State.STALE:
        raise Refused("Wait until it is made, then mend it.")
    deleted, _ = Mend.objects.filter(module_id=row.module_id, source=source).delete()
    if not deleted:
        raise Refused("That passage already speaks the author's own words.")
    requeue(production=row, kind=EventKind.MENDED, by=by)


@transaction.atomic
def rebuild(*, production: Production, by: User | None = None) -> None:
    """Send it through the line again: what the studio says differently now is spoken anew. Raises Refused."""
    row = Production.objects.select_for_update().get(pk=production.pk)
    if not row.made or row.state == State.STALE:
        raise Refused(f"It cannot be rebuilt now: it is {row.label.lower()}.")
    requeue(production=row, kind=EventKind.RETRIED, by=by)
