import datetime
import uuid

from celery import Task, current_app, shared_task

from generation import measuring, piecework, pipeline, previewing, proposing, services


@shared_task(name="generation.advance")
def advance(production_id: str) -> None:
    told = uuid.UUID(production_id)
    chosen = services.most_urgent(production_id=told)
    if pipeline.advance(chosen, serves=set(current_app.amqp.queues.consume_from)):
        services.nudge(chosen)
    if chosen != told:
        services.nudge(told)


@shared_task(name="generation.make_piece", bind=True)
def make_piece(self: Task, piece_id: int, queue: str = "") -> None:
    piecework.make_piece(piece_id, worker=self.request.hostname or "", queue=queue)


@shared_task(name="generation.find_lost_pieces")
def find_lost_pieces(queue: str, since: str) -> None:
    services.find_lost_pieces(queue=queue, since=datetime.datetime.fromisoformat(since))


@shared_task(name="generation.propose")
def propose(run_id: str) -> None:
    proposing.propose(uuid.UUID(run_id))


@shared_task(name="generation.measure")
def measure(record_id: int) -> None:
    measuring.measure(record_id)


@shared_task(name="generation.preview")
def preview(preview_id: str) -> None:
    previewing.speak_preview(uuid.UUID(preview_id))


@shared_task(name="generation.sweep")
def sweep() -> None:
    for production_id in services.take_up():
        services.nudge(production_id)
    for queue, since in services.take_up_pieces():
        services.ask_after_pieces(queue=queue, since=since)
    for run_id in services.take_up_runs():
        services.nudge_run(run_id)
    for record_id in services.take_up_records():
        services.nudge_record(record_id)
    for preview_id in services.take_up_previews():
        services.nudge_preview(preview_id)
    services.tell_what_was_left()


@shared_task(name="generation.tidy")
def tidy() -> None:
    services.tidy()
