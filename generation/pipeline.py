"""The production line: stages in order, each kept by the digest of what went into it. No Celery here."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter

from django.db import transaction
from wagtail.models import Revision

from courses.pacing import LIMIT_SECONDS
from courses.queries import spoken_digest
from courses.services import record_spoken_seconds
from generation import mishaps, services
from generation.anew import Moments, pieces_since
from generation.cost import cpu_seconds
from generation.digests import digest as digest_of
from generation.digests import own_digest
from generation.engines import registry
from generation.lease import Lease
from generation.models import PieceWork, Production
from generation.ports import EngineError
from generation.scratch import scratch_folder
from generation.source import read_source
from generation.stages import PRODUCTS, STAGES
from generation.stages.contract import Context, Engines, Made, Piece, Stage
from generation.stages.pieces import MAKERS, make_all, missing
from generation.stages.side_by_side import stop
from generation.store import DatabaseStore

SPREAD_FROM = 4
"""Pieces that are worth a row and a task each; fewer are made where the stage is."""
TELL_EVERY = 0.5
"""Seconds between two reports of progress to the database."""

Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Run:
    """A stage and what came of it. seconds: this time; 0 where everything was there. made, reused: pieces.

    cpu_seconds, gpu_seconds: what it cost this process; pieces of later stages, begun meanwhile, count here.
    """

    stage: str
    artifact: Made
    seconds: float
    made: int
    reused: int
    cpu_seconds: float = 0.0
    gpu_seconds: float = 0.0


def advance(
    production_id: uuid.UUID,
    *,
    engines: Engines = registry,
    report: Report | None = None,
    serves: Collection[str] | None = None,
) -> bool:
    """Claim a production, run its first stage without a finished artifact, say whether more is to be done.

    serves: queues of this worker. Where they are given, a stage of many pieces, or of pieces for another
    queue, is handed out, and goes on when the last piece is there. Without them all of it is made here.

    False too where another worker has it, nothing is left to do or the database is gone. A stage that cannot
    be done is a failed production with its reason; what nobody foresaw is raised as well.
    """
    return _claimed(production_id, partial(_next, serves=serves), engines, report)


def finish(
    production: Production, *, engines: Engines = registry, report: Report | None = None
) -> Production:
    """Make a production to its end in this process. The row as it stands then: in review, failed or taken."""
    _claimed(production.pk, _to_the_end, engines, report)
    return Production.objects.select_related("module", "revision").get(pk=production.pk)


def _claimed(
    production_id: uuid.UUID,
    work: Callable[[Production, Context], bool],
    engines: Engines,
    report: Report | None,
) -> bool:
    production = services.claim(production_id=production_id)
    if production is None:
        return False

    def fail(code: str, reason: str) -> None:
        services.fail(production=production, code=code, reason=reason)

    try:
        with Lease(production) as lease, mishaps.told(fail, production.pk), scratch_folder() as scratch:
            progress = _Progress(production, lease, report)
            since = pieces_since(production)
            return work(
                production, open_context(production.revision, engines, Path(scratch), progress, since)
            )
    except services.LeaseLost:
        pass
    return False


def _next(production: Production, context: Context, serves: Collection[str] | None) -> bool:
    """Run the first stage without a finished artifact. False where it was handed out, or none is left."""
    for stage in needed(PRODUCTS):
        if serves is not None and _hand_out(production, stage, context, serves):
            return False
        run = _run(stage, context)
        _keep(production, run)
        if run.made:
            services.hand_back(production=production)
            return True
    return _finished(production, context)


def _to_the_end(production: Production, context: Context) -> bool:
    with closing(runs(context)) as carried_out:
        for run in carried_out:
            _keep(production, run)
    return _finished(production, context)


def _finished(production: Production, context: Context) -> bool:
    outputs = {stage: made.digest for stage, made in context.results.items()}
    seconds = context.results["narration"].meta["seconds"]
    services.finish(
        production=production, digest=product_digest(context.results), seconds=seconds, outputs=outputs
    )
    return False


def _hand_out(production: Production, stage: Stage, context: Context, serves: Collection[str]) -> bool:
    """Whether the pieces of a stage were given to the queues that make them."""
    left = _unmade(stage, context)
    queues = {MAKERS[piece.kind].queue for piece in left}
    if not left or (len(left) < SPREAD_FROM and queues <= set(serves)):
        return False
    rows = [
        PieceWork(
            production=production,
            stage=stage.name,
            number=number,
            digest=piece.digest,
            kind=piece.kind,
            queue=MAKERS[piece.kind].queue,
            spec=piece.spec,
        )
        for number, piece in enumerate(left)
    ]
    known = len({piece.digest for piece in stage.pieces(context)}) if stage.pieces else 0
    services.hand_out(production=production, stage=stage.name, pieces=rows, done=known - len(left))
    return True


def _unmade(stage: Stage, context: Context) -> list[Piece]:
    if stage.pieces is None or context.store.find([stage.digest(context)]):
        return []
    return missing(stage.pieces(context), context.store)


@transaction.atomic
def _keep(production: Production, run: Run) -> None:
    """Write down what came of a stage; with what others made of it, where it was handed out.

    Raises LeaseLost: who has it now may have handed out pieces of the same stage, and keeps them.
    """
    services.renew(production=production)
    cost, workers, handed_out = services.Cost(), {}, 0
    if run.made:
        cost, workers, handed_out = services.settle_pieces(production=production, stage=run.stage)
    services.keep_run(
        production=production,
        stage=run.stage,
        digest=run.artifact.digest,
        seconds=run.seconds + cost.seconds,
        made=handed_out or run.made,
        reused=max(0, run.reused - handed_out),
        cpu_seconds=run.cpu_seconds + cost.cpu,
        gpu_seconds=run.gpu_seconds + cost.gpu,
        workers=workers,
    )


def open_context(
    revision: Revision, engines: Engines, scratch: Path, progress: Report, anew: Moments | None = None
) -> Context:
    source = read_source(revision, scratch)
    return Context(source, engines, DatabaseStore(scratch, anew), scratch, progress)


def runs(context: Context, wanted: Collection[str] = PRODUCTS) -> Generator[Run]:
    """Carry out the stages that the wanted ones need, in order; what the store has is taken from there."""
    # What is begun ahead by the piece is joined last: one core alone does all that stands before it.
    stages = sorted(needed(wanted), key=lambda one: bool(one.pieces and one.begin))
    try:
        for stage in stages:
            yield _run(stage, context)
            _begin([one for one in stages if stage.name in one.begin_needs], context)
    finally:
        # Nothing may write into the folder when it is gone.
        stop(context.ahead.values())


def _begin(stages: Collection[Stage], context: Context) -> None:
    """Begin the stages that have waited for nothing else than what has just been made."""
    for stage in stages:
        if stage.begin is not None and set(stage.begin_needs) <= set(context.results):
            with suppress(EngineError):  # the stage itself says so when its turn comes
                stage.begin(context)


def _run(stage: Stage, context: Context) -> Run:
    run = _carry_out(stage, context)
    context.results[stage.name] = run.artifact
    if stage.name == "narration":
        if run.made:
            _keep_seconds(context)
        _check_length(run.artifact.meta["seconds"])
    return run


def needed(wanted: Collection[str]) -> list[Stage]:
    """The wanted stages and those they lean on, in the order of the line. Script always: it is the gate."""
    names = {"script", *wanted}
    for stage in reversed(STAGES):
        if stage.name in names:
            names |= set(stage.needs)
    return [stage for stage in STAGES if stage.name in names]


def _carry_out(stage: Stage, context: Context) -> Run:
    name = stage.digest(context)
    found = context.store.find([name]).get(name)
    if found is not None:
        return Run(stage.name, found, 0.0, 0, max(1, len(set(found.parts))))
    context.made, context.reused, context.gpu_seconds = 0, 0, 0.0
    context.progress(stage.name, 0, 1)
    began, spent = perf_counter(), cpu_seconds()
    if stage.pieces is not None:
        make_all(context, stage.pieces(context), stage.name)
    outcome = stage.run(context)
    took, cpu = perf_counter() - began, cpu_seconds() - spent
    made = context.store.put(digest=name, stage=stage.name, outcome=outcome, seconds=took)
    gpu = context.gpu_seconds + outcome.gpu_seconds
    return Run(stage.name, made, took, max(1, context.made), context.reused, cpu, gpu)


def product_digest(results: dict[str, Made]) -> str:
    """What an approval is bound to: everything people get, and nothing else."""
    return digest_of("production", {name: results[name].digest for name in PRODUCTS})


def _keep_seconds(context: Context) -> None:
    """The clock learns how long each passage takes in its author's own words."""
    passages = [passage for told in context.source.narrated for passage in told.passages]
    how = {"words_per_minute": context.source.words_per_minute, "locale": context.source.locale}
    written = {own_digest(passage): spoken_digest(passage, **how) for passage in passages}
    script = context.results["script"].meta["passages"]
    spoken = zip(script, context.parts("narration"), strict=True)
    record_spoken_seconds(
        measured={
            written[one["source"]]: piece.meta["seconds"]
            for one, piece in spoken
            if not one["mended"] and not one["reworded"]
        }
    )


def _check_length(seconds: float) -> None:
    if seconds > LIMIT_SECONDS:
        raise EngineError(
            "too_long",
            f"Spoken, this lesson runs {seconds - LIMIT_SECONDS:.0f} s past fifteen minutes. "
            "Shorten it by that much and publish again.",
        )


class _Progress:
    """Tells the database, at most every TELL_EVERY, and whoever listens. Raises LeaseLost."""

    def __init__(self, production: Production, lease: Lease, report: Report | None) -> None:
        self.production, self.lease, self.report = production, lease, report
        self.told_at, self.stage = 0.0, ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.lease.check()
        if stage != self.stage or monotonic() - self.told_at >= TELL_EVERY:
            services.report_progress(production=self.production, stage=stage, done=done, total=total)
            self.told_at, self.stage = monotonic(), stage
        if self.report:
            self.report(stage, done, total)
