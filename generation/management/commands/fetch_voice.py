import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from generation.fetching import LARGEST_MODEL, fetch
from generation.ports import EngineError

TEMPLATE = (
    "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
    "{language}/{locale}/{voice}/{quality}/{name}.onnx"
)
"""The public repository of Piper's voices."""


class Command(BaseCommand):
    help = (
        "Download a Piper voice, check its SHA-256 and print the line that names it. Nothing here knows the "
        "sums of voices: take one from whoever published it, or look at what came and pin that."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="As its publisher calls it: en_GB-alba-medium.")
        parser.add_argument("--sha256", default="", help="The sum its model (.onnx) must have.")
        parser.add_argument("--as", dest="key", default="narrator", help="Voice key. Default: narrator.")
        parser.add_argument("--speaker", help="Number or name, where the model has several.")
        parser.add_argument("--to", type=Path, help="Folder. Default: voices, in the data folder.")
        parser.add_argument(
            "--from",
            dest="template",
            default=TEMPLATE,
            metavar="ADDRESS",
            help="Another repository, with {name}, {language}, {locale}, {voice}, {quality} in it.",
        )
        parser.add_argument(
            "--largest", type=int, default=LARGEST_MODEL // 2**20, metavar="MB", help="Refuse what is larger."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["to"] or Path(settings.GREENROOM_DATA_DIR) / "voices"
        try:
            fetched = fetch(
                options["name"],
                folder,
                template=options["template"],
                pinned=options["sha256"],
                largest=options["largest"] * 2**20,
                told=self._progress,
            )
        except EngineError as error:
            raise CommandError(error.message) from error
        except (KeyError, IndexError, ValueError) as error:
            raise CommandError(f"“{options['template']}” is no address of voices: {error}") from error
        if not fetched.trusted:
            raise CommandError(
                f"Its model has the SHA-256 {fetched.sha256}. Nobody has vouched for that sum: compare it "
                "with its publisher's. If you trust what came, run this again with --sha256 "
                f"{fetched.sha256}; until then it stays {fetched.path.name}.part and is not used."
            )
        self.stdout.write(f"{fetched.path} is the voice that was pinned. Set:")
        self.stdout.write("GREENROOM_SPEECH=piper")
        self.stdout.write(f"GREENROOM_PIPER_VOICES={json.dumps(self._voices(fetched, options))}")

    def _voices(self, fetched: Any, options: dict[str, Any]) -> dict[str, Any]:
        """What the settings name already, and this one."""
        voice: dict[str, Any] = {"path": str(fetched.path.resolve()), "sha256": fetched.sha256}
        if (speaker := options["speaker"]) is not None:
            voice["speaker"] = int(speaker) if speaker.isdecimal() else speaker
        return {**settings.GREENROOM_PIPER_VOICES, options["key"]: voice}

    def _progress(self, done: int, size: int) -> None:
        if size and self.stderr.isatty():
            self.stderr.write(f"\r{done * 100 // size} %", ending="")
