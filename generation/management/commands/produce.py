import json
import sys
from pathlib import Path
from tempfile import TemporaryFile

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Revision

from courses.models import ModulePage
from generation import delivery
from generation.ports import EngineError, disk_is_full


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
            help="May be given more than once. Default: all but slides (one picture of all).",
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
                formats=options["formats"] or delivery.USUAL,
                folder=folder,
                report=progress,
            )
        except (EngineError, OSError) as error:
            progress.end()
            refusal = error if isinstance(error, EngineError) else _told(error)
            if options["json"]:
                told = {"slug": module.slug, "error": {"code": refusal.code, "message": refusal.message}}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            raise CommandError(refusal.message) from error
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
        """The folder by its full path: ffmpeg takes a name with a colon for an address. It can be written."""
        folder = folder.absolute()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise CommandError(f"{folder} cannot be used as a folder: {error.strerror}.") from error
        return folder


def _told(error: OSError) -> EngineError:
    if disk_is_full(error):
        return EngineError("disk_full", "The disk is full. Make room, then run this again: nothing is lost.")
    return EngineError("cannot_write", f"A file could not be read or written: {error}.")


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
