from typing import Any

from django.core.management.base import BaseCommand

from courses.services.schedule import publish_due


class Command(BaseCommand):
    """In place of Wagtail's command of that name, which stops at the first page that is refused."""

    help = "Publishes what is due and takes down what has expired. Celery beat does the same every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        done = publish_due()
        self.stdout.write(f"{done.published} published, {done.refused} refused, {done.expired} expired.")
        if done.failed:
            self.stderr.write(f"{done.failed} failed; the log says why. They will be tried again.")
            raise SystemExit(1)
