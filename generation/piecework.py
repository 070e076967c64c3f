"""One piece of a lesson, made by whichever worker was told of it. No Celery here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import perf_counter

from generation import mishaps, services
from generation.anew import stages_since
from generation.cost import cpu_seconds
from generation.engines import registry
from generation.lease import Lease
from generation.models import PieceWork
from generation.scratch import scratch_folder
from generation.stages.contract import Engines, Piece
from generation.stages.pieces import MAKERS, bench_for
from generation.store import DatabaseStore


def make_piece(piece_id: int, *, worker: str, queue: str = "", engines: Engines = registry) -> bool:
    """Claim a piece of that one's queue, make it, keep it. False where nothing was left to do."""
    work = services.claim_piece(piece_id=piece_id, worker=worker, queue=queue)
    if work is None:
        return False
    fail = partial(_fail, work)
    try:
        with Lease(work) as lease, mishaps.told(fail, work.production_id), scratch_folder() as scratch:
            cost = _made(work, engines, Path(scratch))
            lease.check()
            services.finish_piece(piece=work, cost=cost)
    except services.LeaseLost:
        return False
    return True


def _fail(work: PieceWork, code: str, reason: str) -> None:
    services.fail_piece(piece=work, code=code, reason=reason)


def _made(work: PieceWork, engines: Engines, folder: Path) -> services.Cost:
    """What it cost; nothing where it was there already, made for another lesson perhaps."""
    since = stages_since(work.production.anew)
    anew = {work.digest: since[work.stage]} if work.stage in since else None
    store, piece = DatabaseStore(folder, anew), Piece(work.digest, work.kind, work.spec)
    if store.find([piece.digest]):
        return services.Cost()
    began, spent = perf_counter(), cpu_seconds()
    outcome = MAKERS[piece.kind].make(piece, bench_for([piece], engines, store, folder))
    took = perf_counter() - began
    store.put(digest=piece.digest, stage=piece.kind, outcome=outcome, seconds=took)
    return services.Cost(took, cpu_seconds() - spent, outcome.gpu_seconds)
