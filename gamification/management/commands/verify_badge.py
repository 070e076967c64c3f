import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from gamification.engines import openbadges as ob
from gamification.services import publishing

MARKS = {True: "passed", False: "failed", None: "not known"}


class Command(BaseCommand):
    help = (
        "Verifies an Open Badge 3.0: JSON, a JWT, or a PNG or SVG with a badge in it. Exits 1 unless valid."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "badge", help="a file, or an http or https address: only what you name is fetched"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument("--issuer", help="file with what its issuer's address gives, for others' badges")
        parser.add_argument("--status", help="file with its issuer's status list, for others' badges")

    def handle(self, *args, badge, issuer, status, **options):
        try:
            data = self._data(badge)
        except ob.Unreadable as error:
            raise CommandError(str(error)) from error
        report = ob.verify(data, self._known(issuer, status))
        self.stdout.write(_json(report) if options["json"] else _words(report))
        if not report.is_valid:
            sys.exit(1)

    def _data(self, badge: str) -> bytes:
        if badge.lower().startswith(("http://", "https://")):
            return ob.fetch(badge, own=settings.WAGTAILADMIN_BASE_URL)
        return _read(badge)

    def _known(self, issuer: str | None, status: str | None) -> ob.Known:
        known = publishing.known()
        if issuer:
            try:
                named, methods = ob.read_issuer(_read(issuer))
            except ob.Unreadable as error:
                raise CommandError(str(error)) from error
            if named in known.issuers:
                raise CommandError(
                    f"{named} is this site itself: its keys are known, and no file changes them."
                )
            known = replace(known, issuers={**known.issuers, named: methods})
        if status:
            held = _read(status)
            known = replace(known, lists=lambda url: held)
        return known


def _read(name: str) -> bytes:
    """Raises CommandError. One byte more than a badge may have is enough to refuse it."""
    try:
        with Path(name).open("rb") as file:
            return file.read(ob.LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _words(report: ob.Report) -> str:
    lines = [f"{report.verdict.capitalize()}"]
    lines += [f"  {MARKS[check.passed]}: {check.name}. {check.sentence}" for check in report.checks]
    lines += [f"  says {name}: {value}" for name, value in report.says.items()]
    # What a stranger wrote goes to a terminal: nothing in it may move the cursor or change the title.
    return "\n".join("".join(c if c.isprintable() else "" for c in line) for line in lines)


def _json(report: ob.Report) -> str:
    return json.dumps({"valid": report.is_valid, **asdict(report)}, indent=1)
