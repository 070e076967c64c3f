import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.changes import ChangeKind
from courses.durations import timecode
from courses.importing import Imported, ImportRefused, Said, import_module
from courses.models import CoursePage


class Command(BaseCommand):
    help = "Makes a module, or a new revision of one, of a Markdown file (docs/authoring.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The Markdown file.")
        parser.add_argument("--course", required=True, metavar="SLUG", help="The course it belongs to.")
        parser.add_argument("--publish", action="store_true", help="Publish it, if it may be published.")
        parser.add_argument(
            "--change",
            choices=ChangeKind.values,
            help="What kind of change it is to a module that learners have (docs/authoring.md).",
        )
        parser.add_argument(
            "--change-note", default="", help="What changed, in a sentence. Learners read it."
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            imported = import_module(
                source=options["file"],
                course=course_of(options["course"]),
                publish=options["publish"],
                change=Said(options["change"], options["change_note"]) if options["change"] else None,
            )
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            json.dumps(facts_of(imported), ensure_ascii=False) if options["json"] else _told(imported)
        )
        for note in imported.notes:
            self.stderr.write(note)
        if options["publish"] and not imported.published:
            self.stderr.write("Kept as a draft, not published:")
            for problem in imported.problems:
                self.stderr.write(f"- {problem.message}")
            raise SystemExit(1)


def course_of(slug: str) -> CoursePage:
    courses = list(CoursePage.objects.filter(slug=slug))
    if len(courses) == 1:
        return courses[0]
    known = ", ".join(CoursePage.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
    raise CommandError(f"There is no course “{slug}”. Courses are: {known}.")


def facts_of(imported: Imported) -> dict[str, Any]:
    return {
        "slug": imported.slug,
        "revision": imported.revision.pk,
        "seconds": round(imported.seconds, 1),
        "published": imported.published,
        "problems": [
            {"code": one.code, "message": one.message, "block_id": one.block_id} for one in imported.problems
        ],
    }


def _told(imported: Imported) -> str:
    done = "Published" if imported.published else "Kept as a draft"
    return f"{done}: {imported.page.draft_title} ({imported.slug}), {timecode(imported.seconds)}" + (
        "." if imported.changed else "; nothing had changed."
    )
