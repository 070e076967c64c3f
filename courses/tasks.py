from celery import shared_task

from courses.services.schedule import publish_due


@shared_task(name="courses.publish_scheduled")
def publish_scheduled() -> None:
    publish_due()
