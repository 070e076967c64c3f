import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from generation.engines import certificates, registry
from generation.ports import EngineError
from generation.provenance import Finding, Verdict

STATUS = {
    Verdict.VALID: 0,
    Verdict.ALTERED: 1,
    Verdict.TEST: 3,
    Verdict.UNKNOWN: 4,
    Verdict.EXPIRED: 5,
    Verdict.NONE: 6,
}
"""1 is also what every command says that fails, and 2 one that was asked wrongly."""


class Command(BaseCommand):
    help = (
        "Say what made a video, a recording or a PDF, from which lesson, and whether it was changed since. "
        "The exit status is 0 only where the seal holds and comes from an authority behind this site's "
        "certificate, or in --trust."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--trust",
            type=Path,
            metavar="PEM",
            help="Authorities to believe, besides those behind the site's certificate.",
        )
        parser.add_argument("--json", action="store_true", help="Print what was found as JSON.")

    def handle(self, *args, **options):
        try:
            found = registry.inspect(options["file"], trusted=_trusted(options["trust"]))
        except EngineError as error:
            raise CommandError(error.message) from error
        if options["json"]:
            told = {**asdict(found), "said": found.said, "file": options["file"].name}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write("\n".join([f"{options['file'].name}: {found.said}", *_lines(found)]))
        if status := STATUS[found.verdict]:
            raise SystemExit(status)


def _trusted(extra: Path | None) -> bytes:
    own = settings.GREENROOM_C2PA_CERTIFICATE
    trusted = certificates.issuers(Path(own)) if own else b""
    return trusted + certificates.authorities(extra) if extra else trusted


def _lines(found: Finding) -> list[str]:
    facts = [("Sealed by", found.signer), ("Program", found.generator)]
    if origin := found.origin:
        lesson = f"{origin.title}, {origin.course}" if origin.course else origin.title
        facts += [
            ("Lesson", lesson),
            ("Source", f"{origin.module}, revision {origin.revision}"),
            ("Studio", origin.studio),
            ("Digest", origin.digest),
            *((f"Engine ({stage})", engine) for stage, engine in origin.engines.items()),
            ("Note", origin.label),
        ]
    facts += [("Kinds of source", ", ".join(found.sources))]
    if found.verdict is Verdict.ALTERED:
        facts.append(("What failed", ", ".join(found.codes)))
    return [f"  {name + ':':<20} {value}" for name, value in facts if value]
