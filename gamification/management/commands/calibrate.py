from django.core.management.base import BaseCommand

from gamification.services.calibrating import calibrate_items


class Command(BaseCommand):
    help = (
        "Make a new version of how hard the questions are, from first answers. Celery beat does it at night."
    )

    def handle(self, **options):
        made = calibrate_items(fewest_new=1)
        if made is None:
            self.stdout.write("No new version: no new first answers, or no question with enough of them.")
            return
        self.stdout.write(f"{made}: {made.items.count()} questions, from {made.answers} first answers.")
