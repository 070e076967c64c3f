"""Saying what kind of change a module's new version is, and what that brings about."""

from __future__ import annotations

import datetime

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.links import absolute
from accounts.models import User
from courses.changes import ChangeKind, Difference, difference
from courses.durations import timecode
from courses.models import Change, ChangedQuestion, Enrolment, ModulePage
from courses.models.change import LONGEST_NOTE
from courses.publishing import too_long
from courses.queries import last_begun, proposed_change, stated_change
from courses.services.answers import Refused
from courses.signals import evidence_excluded

UNSAID = "Updated."


@transaction.atomic
def state_change(*, module: ModulePage, by: User | None, kind: str, note: str = "") -> Change:
    """Say what kind of change the module's newest draft is; said again, the last word holds.

    It takes effect when a version goes live, through whatever door. note: for learners. Raises Refused
    (unknown_kind, no_note, long_note, nothing_changed).
    """
    note = " ".join(note.split())
    if kind not in ChangeKind.values:
        raise Refused("unknown_kind", "Choose one of the three: cosmetic, refresh or recertify.")
    if not note and kind != ChangeKind.COSMETIC:
        raise Refused("no_note", "Say in a sentence what changed. Learners read it.")
    if len(note) > LONGEST_NOTE:
        raise Refused("long_note", f"Keep the note to {LONGEST_NOTE} characters; it has {len(note)}.")
    module = ModulePage.objects.select_for_update(of=("self",)).get(pk=module.pk)
    proposed = proposed_change(module)
    if proposed is None:
        raise Refused("nothing_changed", "Nothing that learners see has changed. There is nothing to say.")
    said = {"since": proposed.since, "kind": kind, "note": note, "stated": True, "by": by}
    change, _ = Change.objects.update_or_create(
        module=module, published_at=None, defaults={**said, "at": timezone.now()}
    )
    log(instance=module, action="courses.change.stated", user=by, data={"kind": kind, "note": note})
    return change


@transaction.atomic
def settle_change(
    *, module: ModulePage, before: int | None, at: datetime.datetime | None = None
) -> Change | None:
    """Keep as a fact what kind of change has just gone live. Once a revision; unsaid, it is a refresh.

    before: the revision that was live. Sends `evidence_excluded` for a change that recertifies, as its last
    statement.
    """
    since = Revision.objects.filter(pk=before).first() if before else last_begun(module)
    if since is None or since.pk == module.live_revision_id:
        return None
    last = Change.objects.filter(module=module.pk, published_at__isnull=False).first()
    if last is not None and (last.since_id, last.revision_id) == (since.pk, module.live_revision_id):
        return last
    change = stated_change(module, since)
    found = difference(since.as_object(), module)
    if not found:
        Change.objects.filter(module=module.pk, published_at=None).delete()
        return None
    change = change or Change(module=module, since=since, kind=ChangeKind.REFRESH, note=UNSAID, stated=False)
    # Answers under way are kept before this goes on, and see it, or wait until it is done.
    ModulePage.objects.select_for_update(of=("self",)).get(pk=module.pk)
    _publish(change, module, found, at or timezone.now())
    if change.kind == ChangeKind.RECERTIFY:
        evidence_excluded.send(sender=Change, change=change)
    return change


def _publish(change: Change, module: ModulePage, found: Difference, at: datetime.datetime) -> None:
    revision = module.live_revision
    change.revision, change.published_at, change.blocks = revision, at, found.there_now
    change.by = change.by or revision.user
    change.save()
    ChangedQuestion.objects.bulk_create(
        ChangedQuestion(change=change, block_id=one.block_id, how=one.how) for one in found.questions
    )
    log(
        instance=module,
        action="courses.change.published",
        user=change.by,
        revision=revision,
        data={"kind": change.kind, "note": change.note, "stated": change.stated},
    )
    clock = module.clock()
    if too_long(clock):
        author = revision.user or module.owner
        # It is published by then, whatever becomes of the mail.
        transaction.on_commit(lambda: _tell(author, module, timecode(clock.formats["watch"])), robust=True)


def _tell(author: User | None, module: ModulePage, length: str) -> None:
    """The cosmetic change went out although the module runs over: a newer voice speaks more slowly."""
    if author is None or not author.email or not author.is_active:
        return
    link = absolute(AdminURLFinder(author).get_edit_url(module) or module.full_url or "")
    send_mail(
        subject=f"“{module.title}” runs past fifteen minutes",
        message=f"Your cosmetic change is published. Spoken, the module takes {length} now: a newer "
        "voice speaks more slowly. Video and audio of it cannot be made, and the next change that is more "
        f"than cosmetic has to bring it under 15:00:\n{link}\n",
        from_email=None,
        recipient_list=[author.email],
        fail_silently=False,
    )


def put_changes_away(*, user: User, module: ModulePage, at: datetime.datetime | None = None) -> None:
    """Somebody has read what changed in a module. Changes published later are told again."""
    Enrolment.objects.filter(user=user, module=module.pk).update(changes_read_at=at or timezone.now())
