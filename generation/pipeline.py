"""The production line: stages in order, each kept by the digest of what went into it. No Celery here."""

from __future__ import annotations

import errno
import logging
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter

from django.db import InterfaceError, OperationalError, connection
from wagtail.models import Revision

from courses.pacing import LIMIT_SECONDS
from courses.queries import spoken_digest
from courses.services import record_spoken_seconds
from courses.stores import StoreAway
from generation import services
from generation.digests import digest as digest_of
from generation.digests import own_digest
from generation.engines import registry
from generation.lease import Lease
from generation.models import Production
from generation.ports import EngineError, disk_is_full
from generation.scratch import scratch_folder
from generation.source import read_source
from generation.stages import PRODUCTS, STAGES
from generation.stages.contract import Context, Engines, Made, Stage
from generation.store import DatabaseStore

logger = logging.getLogger(__name__)
TELL_EVERY = 0.5
"""Seconds between two reports of progress to the database."""

Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Run:
    """A stage and what came of it. seconds: this time; 0 where everything was there. made, reused: pieces."""

    stage: str
    artifact: Made
    seconds: float
    made: int
    reused: int


def advance(production_id: uuid.UUID, *, engines: Engines = registry, report: Report | None = None) -> bool:
    """Claim a production, run its first stage without a finished artifact, say whether more is to be done.

    False too where another worker has it, nothing is left to do or the database is gone. A stage that cannot
    be done is a failed production with its reason; what nobody foresaw is raised as well.
    """
    production = services.claim(production_id=production_id)
    if production is None:
        return False
    try:
        with Lease(production) as lease:
            return _advance(production, engines, _Progress(production, lease, report))
    except services.LeaseLost:
        return False


def finish(
    production: Production, *, engines: Engines = registry, report: Report | None = None
) -> Production:
    """Make a production to its end in this process. The row as it stands then: in review, failed or taken."""
    while advance(production.pk, engines=engines, report=report):
        pass
    return Production.objects.select_related("module", "revision").get(pk=production.pk)


def _advance(production: Production, engines: Engines, progress: Report) -> bool:
    try:
        with scratch_folder() as scratch:
            return _next(production, open_context(production.revision, engines, Path(scratch), progress))
    except EngineError as error:
        services.fail(production=production, code=error.code, reason=error.message)
    except services.LeaseLost:
        raise
    except (OperationalError, InterfaceError):
        # Nothing is wrong with the lesson, and nothing can be written down now: the lease runs out, and the
        # sweep takes it up again. A connection that broke is not used again.
        logger.exception("The database was lost while production %s was made.", production.pk)
        connection.close()
    except Exception as error:
        code, reason = _unforeseen(error, production)
        services.fail(production=production, code=code, reason=reason)
        if code == "unexpected":
            raise
    return False


def _next(production: Production, context: Context) -> bool:
    """Run the first stage without a finished artifact. False where there is none: everything is made."""
    for run in runs(context):
        services.keep_run(
            production=production,
            stage=run.stage,
            digest=run.artifact.digest,
            seconds=run.seconds,
            made=run.made,
            reused=run.reused,
        )
        if run.made:
            services.hand_back(production=production)
            return True
    outputs = {stage: made.digest for stage, made in context.results.items()}
    seconds = context.results["narration"].meta["seconds"]
    services.finish(
        production=production, digest=product_digest(context.results), seconds=seconds, outputs=outputs
    )
    return False


def _unforeseen(error: Exception, production: Production) -> tuple[str, str]:
    if isinstance(error, OSError) and disk_is_full(error):
        return (
            "disk_full",
            "The disk is full. Make room where media are kept, then try again: what was made is not lost.",
        )
    if isinstance(error, StoreAway):
        return "store_away", str(error)
    if isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return (
            "cannot_write",
            f"{error.filename or 'A folder'} may not be read or written by the worker. Whoever runs this "
            "site should give its account that right; then try again: what was made is not lost.",
        )
    logger.exception("Production %s failed in a way nobody foresaw.", production.pk)
    return "unexpected", (
        f"Something went wrong that nobody foresaw. Try again; if it stays, give whoever runs this site "
        f"the number {production.pk}."
    )


def open_context(revision: Revision, engines: Engines, scratch: Path, progress: Report) -> Context:
    source = read_source(revision, scratch)
    return Context(source, engines, DatabaseStore(scratch), scratch, progress)


def runs(context: Context, wanted: Collection[str] = PRODUCTS) -> Iterator[Run]:
    """Carry out the stages that the wanted ones need, in order; what the store has is taken from there."""
    for stage in needed(wanted):
        run = _carry_out(stage, context)
        context.results[stage.name] = run.artifact
        if stage.name == "narration":
            if run.made:
                _keep_seconds(context)
            _check_length(run.artifact.meta["seconds"])
        yield run


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
    context.made = context.reused = 0
    context.progress(stage.name, 0, 1)
    began = perf_counter()
    outcome = stage.run(context)
    took = perf_counter() - began
    made = context.store.put(digest=name, stage=stage.name, outcome=outcome, seconds=took)
    return Run(stage.name, made, took, max(1, context.made), context.reused)


def product_digest(results: dict[str, Made]) -> str:
    """What an approval is bound to: everything people get, and nothing else."""
    return digest_of("production", {name: results[name].digest for name in PRODUCTS})


def _keep_seconds(context: Context) -> None:
    """The clock learns how long each passage takes in its author's own words."""
    passages = [passage for told in context.source.narrated for passage in told.passages]
    how = {"words_per_minute": context.source.words_per_minute, "locale": context.source.locale}
    written = {own_digest(passage): spoken_digest(passage, **how) for passage in passages}
    script = context.results["script"].meta["passages"]
    spoken = zip(script, context.pieces("narration"), strict=True)
    record_spoken_seconds(
        measured={written[one["source"]]: piece.meta["seconds"] for one, piece in spoken if not one["mended"]}
    )


def _check_length(seconds: float) -> None:
    if seconds > LIMIT_SECONDS:
        raise EngineError(
            "too_long",
            f"Spoken, this lesson runs {seconds - LIMIT_SECONDS:.0f} s past fifteen minutes. "
            "Shorten it by that much and publish again.",
        )


class _Progress:
    """Tells the database, at most every TELL_EVERY, and whoever listens.

    Raises LeaseLost where the work is no longer wanted.
    """

    def __init__(self, production: Production, lease: Lease, report: Report | None) -> None:
        self.production, self.lease, self.report = production, lease, report
        self.told_at = 0.0
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.lease.check()
        if stage != self.stage or monotonic() - self.told_at >= TELL_EVERY:
            services.report_progress(production=self.production, stage=stage, done=done, total=total)
            self.told_at, self.stage = monotonic(), stage
        if self.report:
            self.report(stage, done, total)
