from django.core.management import BaseCommand, CommandError

from courses.services import Refused
from gamification.services.signing import revoke_key


class Command(BaseCommand):
    help = "Gives up a key that somebody else may have: every badge signed with it counts no more."

    def add_arguments(self, parser):
        parser.add_argument("name", help="such as key-1")
        parser.add_argument("--reason", required=True, help="said to whoever verifies a badge signed with it")

    def handle(self, *args, name, reason, **options):
        try:
            key = revoke_key(name=name, reason=reason)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"{key.name} is given up. Make the next one with make_badge_key; badges are issued anew when "
            "their learners share them again."
        )
