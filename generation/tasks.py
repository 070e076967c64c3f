import uuid

from celery import shared_task

from generation import pipeline, proposing, services


@shared_task(name="generation.advance")
def advance(production_id: str) -> None:
    if pipeline.advance(uuid.UUID(production_id)):
        services.nudge(uuid.UUID(production_id))


@shared_task(name="generation.propose")
def propose(run_id: str) -> None:
    proposing.propose(uuid.UUID(run_id))


@shared_task(name="generation.sweep")
def sweep() -> None:
    for production_id in services.take_up():
        services.nudge(production_id)
    for run_id in services.take_up_runs():
        services.nudge_run(run_id)
    services.tell_what_was_left()


@shared_task(name="generation.tidy")
def tidy() -> None:
    services.tidy()
