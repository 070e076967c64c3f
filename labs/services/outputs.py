"""What comes of a version: having what an author recorded laid beside it, and asking a model for outputs."""

from __future__ import annotations

import secrets
import uuid

from django.db import transaction
from django.db.models import Max

from generation.engines import registry
from labs.contract import Refused
from labs.models import Output, OutputState, Run, Source, Submission
from labs.models.output import AT_ONCE, MOST, MOST_VARIANTS
from labs.prompt.outputs.recorded import covered_by, nearest, recorded_in
from labs.queries import desk_of
from labs.services.nudging import nudge_outputs, nudge_sheet

SEEDS = 2**31
NO_MODEL = (
    "This site has no language model, so nothing can be made from your words. Whoever runs it can set one up."
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
        _nudge(version, resent, variants)
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
    _nudge(version, made, variants)
    return made


@transaction.atomic
def retry_output(*, output: Output) -> None:
    """Have one that failed written with the same seed; one that waits is called to mind. Raises Refused."""
    row = Output.objects.select_for_update(of=("self",)).select_related("version__run").get(pk=output.pk)
    _open(row.version.run)
    if row.state == OutputState.FAILED:
        _check_number(row.version.run, 1, row.variant)
        row.state, row.text, row.problem_code, row.problem, row.lost = OutputState.WAITING, "", "", "", 0
        row.save(update_fields=["state", "text", "problem_code", "problem", "lost"])
    if row.is_coming:
        nudge_outputs([row.pk])


@transaction.atomic
def retry_variants(*, version: Submission) -> None:
    """Have those of a sheet that failed written with the same seeds. Raises Refused."""
    _open(_held(version))
    failed = version.outputs.filter(variant=True, state=OutputState.FAILED)
    failed.update(state=OutputState.WAITING, text="", problem_code="", problem="", lost=0, nudged_at=None)
    nudge_sheet(version.pk)


def _nudge(version: Submission, outputs: list[Output], variants: bool) -> None:
    if variants:
        nudge_sheet(version.pk)
    else:
        nudge_outputs([one.pk for one in outputs if one.is_coming])


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
    asked = Output.objects.filter(version__run=run, source=Source.MODEL, variant=variants)
    there = asked.exclude(state=OutputState.FAILED).count()
    # Those that failed leave room for others, but no broken model is asked for ever.
    if there + many > most or asked.count() + many > 2 * most:
        raise Refused(
            "too_many",
            f"This run has {there} outputs, and it may have {most}. Decide on those, or hand a version in; "
            "then you can begin again.",
        )


def _next_number(version: Submission) -> int:
    return (version.outputs.aggregate(last=Max("number"))["last"] or 0) + 1
