import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.exporting import Exported, ExportRefused, export_course
from courses.management.commands.import_lesson import course_of


class Command(BaseCommand):
    help = "Writes a course to a zip of Markdown files and pictures, which import_course reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The course.")
        parser.add_argument("file", type=Path, help="The zip to write. One that is there is replaced.")
        parser.add_argument(
            "--live", action="store_true", help="What is published, instead of the latest drafts."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        course, file = course_of(options["slug"]), options["file"]
        if file.is_dir():
            raise CommandError(f"{file} is a folder. Name a file in it, such as {file / course.slug}.zip.")
        try:
            exported = _written(course, file, options["live"])
        except ExportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Exported: {course.title} ({course.slug}) to {file}.")
        for slug, version in exported.modules.items():
            self.stdout.write(f"- {slug}: {version}")
        for note in exported.notes:
            self.stderr.write(note)


def _written(course, file: Path, live: bool) -> Exported:
    """A zip that was there stays whole until the new one is."""
    with NamedTemporaryFile(dir=file.parent, prefix=".export-", delete=False) as target:
        try:
            exported = export_course(course=course, target=target, live=live)
        except BaseException:
            os.unlink(target.name)
            raise
    os.chmod(target.name, 0o644)
    os.replace(target.name, file)
    return exported
