import datetime

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from generation.services import KEPT_DAYS, prune_artifacts


class Command(BaseCommand):
    help = "Remove made pieces that no production, attached media or other piece needs any more."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would go, and remove nothing.")
        parser.add_argument(
            "--older-than",
            type=int,
            default=KEPT_DAYS,
            metavar="DAYS",
            help=f"Keep what was used in the last DAYS days. Default: {KEPT_DAYS}.",
        )

    def handle(self, *args, **options):
        try:
            pruned = prune_artifacts(
                older_than=datetime.timedelta(days=options["older_than"]), dry_run=options["dry_run"]
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        said = "Would remove" if options["dry_run"] else "Removed"
        self.stdout.write(
            f"{said} {pruned.artifacts} unused pieces and {pruned.strays} stray files, "
            f"{filesizeformat(pruned.size)} in all."
        )
