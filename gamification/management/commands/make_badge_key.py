from django.core.management import BaseCommand, CommandError

from courses.services import Refused
from gamification.keys import folder
from gamification.services.signing import make_key


class Command(BaseCommand):
    help = "Makes the next key that badges are signed with. Those signed with earlier ones stay valid."

    def handle(self, *args, **options):
        try:
            key = make_key()
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"{key.name} signs from now on. Its file is {folder() / key.name}.pem: keep a copy where the "
            "site's backups are not."
        )
