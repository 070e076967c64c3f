"""Beginning a run, and taking work."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from courses.models import Evidence, ModulePage
from courses.services import record_lab
from labs.contract import Outcome, Refused
from labs.models import Lab, Run, Submission
from labs.models.lab import lab_at
from labs.queries import Place, desk_of, open_run, runs_at
from labs.services.storable import storable
from labs.services.wholeness import lacks


@transaction.atomic
def begin(*, user: User, lab: Lab, place: Place | None) -> Run:
    """The run somebody has open there, else a new one, on the lab as it is now. place: None tries the newest
    draft, which is no evidence. Raises Refused (unfinished) for a draft that lacks something.
    """
    # One at a time for each person, so that two clicks open one run.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    key = place.key if place else ""
    found = open_run(user, lab, key)
    if found and place is None and found.revision_id != lab.latest_revision_id:
        found.delete()  # a trial of an older draft
    elif found:
        return found
    if place is None and (lacking := lacks(lab_at(lab.latest_revision))):
        told = f"This draft is not whole yet: {lacking} Finish it in the studio, save it, and try it then."
        raise Refused("unfinished", told)
    return Run.objects.create(
        user=user,
        lab=lab,
        revision=lab.live_revision if place else lab.latest_revision,
        module=place.module if place else None,
        block_id=place.block_id if place else "",
        place=key,
        number=runs_at(user, lab, key).count() + 1,
    )


@transaction.atomic
def submit(*, run: Run, posted: QueryDict, files: MultiValueDict, client_key: uuid.UUID) -> Submission:
    """Read a form, grade the work and keep both. A resend gives what was kept. Raises Refused."""
    held = Run.objects.select_for_update(of=("self",), no_key=True)
    run = held.select_related("lab", "module", "revision").get(pk=run.pk)
    if resent := run.submissions.filter(client_key=client_key).first():
        return resent
    if run.is_finished:
        raise Refused("finished", "This lab is handed in already. Begin it again to go on working.")
    desk = desk_of(run)
    work = run.lab.type.read(desk, posted, files)
    outcome = run.lab.type.grade(desk, work)
    evidence = None
    if outcome.final:
        _finish(run, outcome)
        evidence = _evidence(run, run.module, outcome, client_key) if run.module else None
    return Submission.objects.create(
        run=run,
        number=len(desk.submissions) + 1,
        client_key=client_key,
        work=storable(work),
        found=storable(dict(outcome.found)),
        score=outcome.score,
        passed=outcome.passed,
        final=outcome.final,
        rule=run.lab.type.rule,
        evidence=evidence,
    )


def _finish(run: Run, outcome: Outcome) -> None:
    run.finished_at, run.score, run.passed = timezone.now(), outcome.score, outcome.passed
    run.save(update_fields=["finished_at", "score", "passed"])


def _was_shown(run: Run) -> bool:
    """Whether somebody saw the key of this lab elsewhere: in another lesson, or trying it."""
    finished = Run.objects.filter(user=run.user, lab=run.lab, finished_at__isnull=False)
    return finished.exclude(place=run.place).exists()


def _evidence(run: Run, module: ModulePage, outcome: Outcome, client_key: uuid.UUID) -> Evidence:
    evidence, new = record_lab(
        user=run.user,
        module=module,
        block_id=run.block_id,
        context=lab_at(run.revision).context,
        score=outcome.score,
        passed=outcome.passed,
        hinted=outcome.hinted or _was_shown(run),
        rule=run.lab.type.rule,
        client_key=client_key,
        response={"run": str(run.pk)},
    )
    if not new:
        raise Refused("invalid_key", "That key was used before. Reload the page and send it again.")
    return evidence
