from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.case import MOST_BYTES, CaseRefused, read_package
from courses.services import Plan, import_framework, plan_framework


class Command(BaseCommand):
    help = "Adds the competencies of a CASE package, and brings those up to date that are here already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A CFPackage in JSON.")
        parser.add_argument("--check", action="store_true", help="Say what would change, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        decide = plan_framework if options["check"] else import_framework
        try:
            with options["file"].open("rb") as file:
                package = read_package(file.read(MOST_BYTES + 1))
            plan = decide(package=package)
        except CaseRefused as refusal:
            raise CommandError(f"{options['file'].name}: {refusal}") from refusal
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        self._tell(plan, "Would change" if options["check"] else "Changed")

    def _tell(self, plan: Plan, verb: str) -> None:
        self.stdout.write(f"“{plan.title}”: {len(plan.lines)} competencies. {verb}: {len(plan.changing)}.")
        for line in plan.changing:
            self.stdout.write(f"- {line.name}: {'new' if line.new else ', '.join(line.parts)}")
        for note in plan.notes:
            self.stderr.write(note)
