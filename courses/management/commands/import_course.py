import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.durations import timecode
from courses.importing import ImportedCourse, ImportRefused, import_archive
from courses.management.commands.import_lesson import facts_of
from courses.models import CataloguePage


class Command(BaseCommand):
    help = "Makes a course of a zip that export_course wrote, or brings the course of its slug up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The zip.")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Publish the course, and every module that may be published.",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue = CataloguePage.objects.first()
        if catalogue is None:
            raise CommandError(
                "This studio has no catalogue yet. Make one in the admin, under the home page."
            )
        try:
            done = import_archive(source=options["file"], catalogue=catalogue, publish=options["publish"])
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(_facts(done), ensure_ascii=False) if options["json"] else _told(done))
        for note in done.notes:
            self.stderr.write(note)
        if options["publish"] and done.refused:
            self.stderr.write("Kept as drafts, not published:")
            for module in done.refused:
                for problem in module.problems:
                    self.stderr.write(f"- {module.slug}: {problem.message}")
            raise SystemExit(1)


def _facts(done: ImportedCourse) -> dict[str, Any]:
    return {
        "course": done.page.slug,
        "changed": done.changed,
        "modules": [facts_of(one) | {"changed": one.changed} for one in done.modules],
        "notes": done.notes,
    }


def _told(done: ImportedCourse) -> str:
    lines = [f"Imported: {done.page.draft_title} ({done.page.slug}), {len(done.modules)} modules."]
    for one in done.modules:
        state = "published" if one.published else "a draft"
        lines.append(
            f"- {one.slug}, {timecode(one.seconds)}: {state}"
            + ("." if one.changed else ", nothing had changed.")
        )
    return "\n".join(lines)
