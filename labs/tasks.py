from celery import shared_task

from labs import services


@shared_task(name="labs.hint")
def hint(version_id: int) -> None:
    services.make_hint(version_id=version_id)
