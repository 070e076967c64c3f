from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from generation.engines import registry, trial_certificate
from generation.engines.trial_certificate import CERTIFICATE, KEY


class Command(BaseCommand):
    help = "Make a certificate for trying out signed media. It says that it is one, and nobody trusts it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--output", type=Path, metavar="DIR", help="Default: where media are signed with it unasked."
        )

    def handle(self, *args, **options):
        folder = (options["output"] or registry.trial_folder()).absolute()
        if folder.exists():
            raise CommandError(f"{folder} is there already. Name another folder, or remove it first.")
        try:
            trial_certificate.make_test(folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from error
        self.stdout.write(
            f"GREENROOM_C2PA_CERTIFICATE={folder / CERTIFICATE}\nGREENROOM_C2PA_KEY={folder / KEY}"
        )
