from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.importing import ImportRefused
from courses.importing.paths import import_paths


class Command(BaseCommand):
    help = "Makes learning paths of a YAML file, or brings those of its slugs up to date: all or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="One path, or a list of them. docs/paths.md shows the form."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            imported = import_paths(source=options["file"])
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        for one in imported:
            state = "live" if one.path.live else "not shown to learners yet"
            changed = "" if one.changed else ", nothing had changed"
            self.stdout.write(f"Imported: {one.path.title} ({one.path.slug}), {state}{changed}.")
