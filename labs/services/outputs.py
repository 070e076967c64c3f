"""What comes of a version: having what an author recorded laid beside it, and asking a model for outputs."""

from __future__ import annotations

import logging
import secrets
import uuid
from functools import partial

from celery import current_app
from django.db import transaction
from django.db.models import Max
from kombu.exceptions import OperationalError

from generation.engines import registry
from labs.contract import Refused
from labs.models import Output, OutputState, Run, Source, Submission
from labs.models.output import AT_ONCE, MOST, MOST_VARIANTS
from labs.prompt.outputs.recorded import covered_by, nearest, recorded_in
from labs.queries import desk_of

logger = logging.getLogger(__name__)
SEEDS = 2**31
NO_MODEL = (
    "This site has no language model, so nothing can be made from your words. Whoever runs it can set one "
    "up: GREENROOM_WRITER and GREENROOM_WRITER_MODEL."
)


@transaction.atomic
def show_recorded(*, version: Submission, client_key: uuid.UUID) -> list[Output]:
    """Lay the recorded outputs beside a version that come nearest to what it states; those that are there
    already stay. Raises Refused.
    """
    run = _held(version)
    if there := list(version.outputs.filter(source=Source.RECORDED)):
        return there
    _open(run)
    found = nearest(recorded_in(desk_of(run).task), covered_by(version.found))
    if not found:
        raise Refused("none_recorded", "The author of this lab has recorded no outputs.")
    first = _next_number(version)
    return Output.objects.bulk_create(
        Output(
            version=version,
            number=number,
            source=Source.RECORDED,
            state=OutputState.MADE,
            text=one.text,
            recorded_of=one.id,
            made_by=one.made_by,
            client_key=client_key,
        )
        for number, one in enumerate(found, first)
    )


@transaction.atomic
def ask_for_outputs(
    *, version: Submission, many: int, client_key: uuid.UUID, variants: bool = False
) -> list[Output]:
    """Have a model write outputs of a version, each with a seed of its own. variants: for a contact sheet,
    which may be larger. A resend gives what was asked for, and tells the queue again. Raises Refused.
    """
    run = _held(version)
    if resent := list(version.outputs.filter(client_key=client_key)):
        for one in resent:
            if one.is_coming:
                nudge_output(one.pk)
        return resent
    _open(run)
    if not registry.has_text_model():
        raise Refused("no_model", NO_MODEL)
    _check_number(run, many, variants)
    first = _next_number(version)
    made = Output.objects.bulk_create(
        Output(
            version=version,
            number=number,
            source=Source.MODEL,
            state=OutputState.WAITING,
            variant=variants,
            seed=secrets.randbelow(SEEDS),
            client_key=client_key,
        )
        for number in range(first, first + many)
    )
    for one in made:
        nudge_output(one.pk)
    return made


@transaction.atomic
def retry_output(*, output: Output) -> None:
    """Have one that failed written with the same seed; one that waits is called to mind. Raises Refused."""
    row = Output.objects.select_for_update(of=("self",)).select_related("version__run").get(pk=output.pk)
    _open(row.version.run)
    if row.state == OutputState.FAILED:
        row.state, row.text, row.problem_code, row.problem, row.lost = OutputState.WAITING, "", "", "", 0
        row.save(update_fields=["state", "text", "problem_code", "problem", "lost"])
    if row.is_coming:
        nudge_output(row.pk)


def nudge_output(output_id: int) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(partial(_send, output_id), robust=True)


def _send(output_id: int) -> None:
    try:
        current_app.send_task("labs.output", args=[output_id])
    except (OperationalError, OSError) as error:
        logger.warning(
            "The queue cannot be reached (%s); the sweep will take up output %s.", error, output_id
        )


def _held(version: Submission) -> Run:
    """The run, so that one asking at a time counts and numbers what is there."""
    held = Run.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("lab", "revision").get(pk=version.run_id)


def _open(run: Run) -> None:
    if run.is_finished:
        raise Refused("finished", "This lab is handed in. What came of its versions stays as it is.")


def _check_number(run: Run, many: int, variants: bool) -> None:
    at_once, most = (MOST_VARIANTS // 2, MOST_VARIANTS) if variants else (AT_ONCE, MOST)
    if not 1 <= many <= at_once:
        raise Refused("incomplete", f"Ask for 1 to {at_once} at a time.")
    there = Output.objects.filter(version__run=run, source=Source.MODEL, variant=variants).count()
    if there + many > most:
        raise Refused(
            "too_many",
            f"This run has {there} outputs, and it may have {most}. Decide on those, or hand a version in; "
            "then you can begin again.",
        )


def _next_number(version: Submission) -> int:
    return (version.outputs.aggregate(last=Max("number"))["last"] or 0) + 1
