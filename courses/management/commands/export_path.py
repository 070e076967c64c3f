from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.exporting import ExportRefused
from courses.exporting.paths import export_paths
from courses.models import LearningPath


class Command(BaseCommand):
    help = "Prints learning paths as YAML, which import_path reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="*", help="The paths; all where none is named.")

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["slug"]
        found = LearningPath.objects.filter(slug__in=slugs) if slugs else LearningPath.objects.all()
        if missing := set(slugs) - {path.slug for path in found}:
            raise CommandError(
                f"There is no path “{min(missing)}”. They are listed in the studio, under Teaching."
            )
        try:
            self.stdout.write(export_paths(list(found)), ending="")
        except ExportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
