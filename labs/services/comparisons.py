"""Holding outputs of two versions against each other blind."""

from __future__ import annotations

import secrets
import uuid

from django.db import transaction

from labs.contract import Refused
from labs.models import Comparison, Judgement, Output, Run
from labs.models.comparison import LONGEST_QUESTION
from labs.prompt.blind.pairing import FEWEST_PAIRS, Text, pairs, showings
from labs.prompt.blind.reckoning import Answer
from labs.queries import comparable

MOST = 20
"""Comparisons in a run."""
HANDED_IN = (
    "This lab is handed in, so nothing new is compared. What you began you can still judge to its end: it "
    "changes no grade."
)


@transaction.atomic
def begin_comparison(
    *, run: Run, first: int, second: int, question: str, client_key: uuid.UUID
) -> Comparison:
    """first and second: numbers of versions. A resend gives what was kept. Raises Refused."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if resent := run.comparisons.filter(client_key=client_key).first():
        return resent
    if run.is_finished:
        raise Refused("finished", HANDED_IN)
    asked = question.replace("\0", "").strip()
    if not asked or len(asked) > LONGEST_QUESTION:
        told = f"Say what you are asking of each pair, in at most {LONGEST_QUESTION} characters."
        raise Refused("no_question", told)
    there = run.comparisons.count()
    if there >= MOST:
        raise Refused("too_many", f"That is {MOST} comparisons. Hand a version in; then you can begin again.")
    kept = {one.number: one for one in run.submissions.filter(final=False)}
    if first == second or not {first, second} <= kept.keys():
        raise Refused("no_versions", "Choose two different versions of yours.")
    seed = secrets.randbits(62)
    outputs = comparable(run)
    one, other = (_texts(outputs.get(kept[number].pk, [])) for number in (first, second))
    paired = pairs(one, other, seed)
    if len(paired) < FEWEST_PAIRS:
        raise Refused("too_few", _what_to_do({first: one, second: other}))
    return Comparison.objects.create(
        run=run,
        number=there + 1,
        first=kept[first],
        second=kept[second],
        question=asked,
        pairs=paired,
        seed=seed,
        client_key=client_key,
    )


@transaction.atomic
def judge(*, comparison: Comparison, number: int, answer: str, client_key: uuid.UUID) -> Judgement:
    """number: of the showing, from 0; they are judged in their order. A resend gives what was kept.

    Raises Refused.
    """
    comparison = Comparison.objects.select_for_update(of=("self",), no_key=True).get(pk=comparison.pk)
    if resent := comparison.judgements.filter(client_key=client_key).first():
        return resent
    judged = comparison.judgements.count()
    if 0 <= number < judged:
        raise Refused("judged", "You have judged that pair already, and that stays. Here is what comes next.")
    if number != judged or judged >= len(showings(len(comparison.pairs), comparison.seed)):
        raise Refused("not_yet", "They come one after the other. Judge the pair that is shown.")
    if answer not in list(Answer):
        raise Refused("no_answer", "Choose A, B or “no difference”.")
    return Judgement.objects.create(
        comparison=comparison, number=number, answer=answer, client_key=client_key
    )


def _texts(outputs: list[Output]) -> list[Text]:
    return [Text(one.pk, one.text) for one in outputs]


def _what_to_do(found: dict[int, list[Text]]) -> str:
    if bare := [number for number, outputs in found.items() if not outputs]:
        named = " and ".join(f"version {number}" for number in bare)
        return f"There is no output of {named} to compare yet. Look at what comes of it first."
    return (
        "These two have too few outputs that differ. Let another one be written for either, or change the "
        "prompt further, so that something else comes of it."
    )
