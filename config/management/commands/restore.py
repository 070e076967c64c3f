import datetime
import os
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connections
from django.utils import timezone

from config import maintenance
from config.backup import Refused, archive, restore
from config.backup.here import this_site
from config.backup.restoring import pending
from config.models import Heartbeat
from config.serving import supervise

ALIVE = datetime.timedelta(minutes=1)


class Command(BaseCommand):
    help = "Put a backup in place of what is there. Stop web, workers and beat first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="also where people or files are already there"
        )

    def handle(self, *args, file: Path, replace: bool, **options):
        folder = Path(settings.GREENROOM_DATA_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            in_its_own_name(folder)
            with supervise.stop_signals(), ExitStack() as stack:
                stack.enter_context(supervise.data_folder_to_ourselves())
                site = this_site()
                if site.database.in_use():
                    nobody_works()
                stack.enter_context(maintenance.closed_for_a_while())
                # Half of the files swapped and the database not: a closed terminal must not leave that.
                undisturbed = supervise.not_to_be_stopped
                kept = restore(site, file, self.stdout.write, replace=replace, swapping=undisturbed)
        except (Refused, supervise.CannotServe) as refused:
            raise CommandError(str(refused)) from refused
        except supervise.Stopped:
            raise CommandError(
                "Stopped before anything was swapped. The database and the files on disks are as they were; "
                "a bucket of S3 may hold files of the backup already."
            ) from None
        self.tell(kept, pending(archive.verify(file)))

    def tell(self, kept: list[Path], waiting: list[str]) -> None:
        self.stdout.write("Restored.")
        for path in kept:
            self.stdout.write(f"What was there before is in {path}: delete it once you are content.")
        if waiting:
            self.stdout.write(
                f"The backup is older than this code: run manage.py migrate ({len(waiting)} to go)."
            )
        if (sign := maintenance.sign()).exists():
            self.stdout.write(f"The maintenance sign hung before and still does: delete {sign} to open.")
        self.stdout.write("Start web, workers and beat again; manage.py check --deploy says what is wrong.")


def in_its_own_name(folder: Path) -> None:
    """Raises Refused where root would leave files that the site's own account cannot write."""
    if os.geteuid() == 0 and folder.stat().st_uid != 0:
        raise Refused(
            f"{folder} belongs to {folder.owner()}, and you are root: the site could not write what you "
            f"restore. Run this as that account, with the site's settings: runuser -u {folder.owner()} -- …"
        )


def nobody_works() -> None:
    """Raises Refused where a worker or the clock was seen a moment ago."""
    try:
        alive = list(
            Heartbeat.objects.filter(seen_at__gt=timezone.now() - ALIVE)
            .exclude(name__startswith="queue:")
            .values_list("name", flat=True)
        )
    except Error:
        alive = []  # an empty database, or a broken one: that is what restoring is for
    finally:
        connections.close_all()
    if alive:
        raise Refused(
            f"Still at work: {', '.join(alive)}. Stop web, workers and beat, wait a minute, try again."
        )
