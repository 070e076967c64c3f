"""Deciding about a version, or about an output of one."""

from __future__ import annotations

import uuid

from django.db import transaction

from labs.contract import Refused
from labs.models import Decision, Output, OutputState, Submission, Verdict
from labs.models.decision import LONGEST_NOTE
from labs.queries import reasons


@transaction.atomic
def decide_on(
    *,
    version: Submission,
    output: Output | None = None,
    verdict: str,
    reason: str,
    note: str,
    client_key: uuid.UUID,
) -> Decision:
    """Keep a decision. output: one of the version's, where it is about that. reason: one of the studio's
    list. A resend gives what was kept. Raises Refused.
    """
    # One at a time for each version, so that a form sent twice is kept once.
    Submission.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if resent := version.decisions.filter(client_key=client_key).first():
        return resent
    if verdict not in Verdict.values or reason not in reasons():
        about = f"Output {output.number} of version" if output else "Version"
        raise Refused("incomplete", f"{about} {version.number}: accept, adjust or reject it, and say why.")
    if output is not None and (output.version_id != version.pk or output.state != OutputState.MADE):
        raise Refused("not_made", "There is nothing to decide about yet: wait until it is made.")
    said = note.replace("\0", "").strip()
    if len(said) > LONGEST_NOTE:
        raise Refused("too_long", f"Say it in at most {LONGEST_NOTE} characters. You have {len(said)}.")
    return Decision.objects.create(
        submission=version, output=output, verdict=verdict, reason=reason, note=said, client_key=client_key
    )
