from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.backup import Refused, archive, make
from config.backup.here import this_site


class Command(BaseCommand):
    help = "Write database, uploads and made media into one checked file, while the site runs."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="a file to write, or a folder: it is then named by the time"
        )
        parser.add_argument("--check", action="store_true", help="read an existing backup and prove it whole")

    def handle(self, *args, file: Path, check: bool, **options):
        try:
            manifest = archive.verify(file) if check else self.make(file)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        entries = manifest["entries"].values()
        size = sum(entry["size"] for entry in entries) / 1024**2
        self.stdout.write(
            f"{'Whole' if check else 'Done'}: {len(entries)} entries, {size:.1f} MiB, "
            f"{sum(manifest['rows'].values())} rows, made at {manifest['made_at']} "
            f"by Greenroom {manifest['versions']['greenroom']}."
        )

    def make(self, file: Path) -> dict:
        if file.is_dir():
            file = file / f"greenroom-{timezone.now():%Y%m%d-%H%M%S}.tar"
        manifest = make(this_site(), file, self.stdout.write)
        archive.verify(file)
        self.stdout.write(f"Written and read back: {file}")
        return manifest
