import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Revision

from courses.models import ModulePage
from generation import delivery
from generation.ports import EngineError


class Command(BaseCommand):
    help = "Make a lesson's video, audio and quick reference here and now, and write them to a folder."

    def add_arguments(self, parser):
        parser.add_argument("module_slug", metavar="MODULE_SLUG")
        parser.add_argument(
            "--output", required=True, type=Path, metavar="DIR", help="Made if it is not there."
        )
        parser.add_argument("--live", action="store_true", help="The published revision, not the latest.")
        parser.add_argument(
            "--format",
            action="append",
            choices=sorted(delivery.STAGES),
            dest="formats",
            help="May be given more than once. Default: all.",
        )
        parser.add_argument("--json", action="store_true", help="Print a summary as JSON, and nothing else.")

    def handle(self, *args, **options):
        module, revision = self._revision(options["module_slug"], options["live"])
        folder = self._folder(options["output"])
        progress = Progress(self.stderr)
        try:
            made = delivery.deliver(
                module=module,
                revision=revision,
                formats=options["formats"] or sorted(delivery.STAGES),
                folder=folder,
                report=progress,
            )
        except EngineError as error:
            progress.end()
            if options["json"]:
                refusal = {"slug": module.slug, "error": {"code": error.code, "message": error.message}}
                self.stdout.write(json.dumps(refusal, ensure_ascii=False))
            raise CommandError(error.message) from error
        progress.end()
        if options["json"]:
            self.stdout.write(json.dumps(made.summary, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(str(path) for path in made.files))

    def _revision(self, slug: str, live: bool) -> tuple[ModulePage, Revision]:
        module = (
            ModulePage.objects.filter(slug=slug).select_related("live_revision", "latest_revision").first()
        )
        if module is None:
            raise CommandError(f"There is no module with the slug “{slug}”. Look it up in the catalogue.")
        revision = module.live_revision if live else module.latest_revision
        if revision is None:
            what = "was never published; leave out --live" if live else "has no saved revision; save it once"
            raise CommandError(f"“{module.title}” {what}, then try again.")
        return module, revision

    def _folder(self, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"{folder} cannot be used as a folder: {error.strerror}.") from error
        return folder


class Progress:
    """A line for each stage on standard error; where somebody watches, it counts on the spot."""

    def __init__(self, stderr) -> None:
        self.stderr = stderr
        self.watched = sys.stderr.isatty()
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.watched:
            if stage != self.stage:
                self.end()
            self._write(f"\r{stage} {done}/{total}", ending="")
        elif stage != self.stage:
            self._write(f"{stage} …")
        self.stage = stage

    def end(self) -> None:
        """Leave the line that was counted on."""
        if self.watched and self.stage:
            self._write("")

    def _write(self, text: str, ending: str = "\n") -> None:
        self.stderr.write(text, style_func=str, ending=ending)
        self.stderr.flush()
