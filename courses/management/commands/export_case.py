from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.case import written
from courses.queries import competency_tree


class Command(BaseCommand):
    help = "Writes the framework of competencies as a CASE package in JSON, which import_case reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The JSON file to write. One that is there is replaced.")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [branch.competency for branch in competency_tree()]
        package = written(rows, base=settings.WAGTAILADMIN_BASE_URL, studio=settings.WAGTAIL_SITE_NAME)
        try:
            options["file"].write_bytes(package)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Exported: {len(rows)} competencies to {options['file']}.")
