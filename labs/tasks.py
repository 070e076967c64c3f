from celery import shared_task

from labs import services
from labs.prompt.outputs import writing


@shared_task(name="labs.hint")
def hint(version_id: int) -> None:
    services.make_hint(version_id=version_id)


@shared_task(name="labs.credential")
def credential(document_id: int) -> None:
    services.read_credential(document_id=document_id)


@shared_task(name="labs.output")
def output(output_id: int) -> None:
    writing.write(output_id)


@shared_task(name="labs.sweep_outputs")
def sweep_outputs() -> None:
    services.nudge_outputs(services.take_up_outputs())


@shared_task(name="labs.train")
def train(training_id: int) -> None:
    services.train(training_id=training_id)


@shared_task(name="labs.sweep_trainings")
def sweep_trainings() -> None:
    for training_id in services.take_up_trainings():
        services.nudge_training(training_id)
