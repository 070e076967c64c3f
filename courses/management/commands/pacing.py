import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.durations import timecode
from courses.models import ModulePage
from courses.pacing import LIMIT_SECONDS, Ledger
from courses.publishing import Problem, problems, verdict
from courses.queries import real_times


class Command(BaseCommand):
    help = (
        "Prints the clock and the 80/20 ledger of a module's newest draft, and whether it may be published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("module", metavar="MODULE_SLUG")
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        page = ModulePage.objects.filter(slug=options["module"]).first()
        if page is None:
            raise CommandError(f"There is no module “{options['module']}”.")
        draft = page.get_latest_revision_as_object()
        clock, found = draft.clock_as_made(), problems(draft)
        if options["json"]:
            facts = {**_facts(clock, found), "times": [asdict(one) for one in real_times([page])[page.pk]]}
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            self.stdout.write(_told(clock, found))


def _facts(clock: Ledger, found: list[Problem]) -> dict[str, Any]:
    return {
        "seconds": round(clock.seconds, 1),
        "limit": LIMIT_SECONDS,
        "formats": {name: round(seconds, 1) for name, seconds in clock.formats.items()},
        "estimates": {name: round(seconds, 1) for name, seconds in clock.estimates.items()},
        "by_purpose": {purpose.value: round(seconds, 1) for purpose, seconds in clock.by_purpose.items()},
        "entertainment_share": round(clock.entertainment_share, 4),
        "blocks": [
            {
                "id": one.block_id,
                "type": one.block_type,
                "purpose": one.purpose.value,
                "seconds": round(one.seconds(clock.longest), 1),
            }
            for one in clock.blocks
        ],
        "verdict": verdict(found).value,
        "problems": [
            {"code": one.code, "message": one.message, "block": one.block_id or None} for one in found
        ],
    }


def _told(clock: Ledger, found: list[Problem]) -> str:
    lines = [f"{timecode(clock.seconds)} of {timecode(LIMIT_SECONDS)}, {clock.entertainment_share:.0%} story"]
    lines += [f"  {name:<9}{timecode(seconds):>6}" for name, seconds in clock.formats.items()]
    lines += [f"  {purpose.value:<9}{timecode(seconds):>6}" for purpose, seconds in clock.by_purpose.items()]
    lines += [f"{verdict(found).value}", *(f"- {one.message}" for one in found)]
    return "\n".join(lines)
