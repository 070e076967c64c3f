import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from labs.prompt.grading import NINE, Grade, Span, TooLong, grade
from labs.queries import embargoed_titles

MOST_BYTES = 32 * 1024 * 1024
"""Of a file: some hundred thousand briefs, a line each."""


class Command(BaseCommand):
    help = "Grades a prompt: which of the nine elements of a director's brief it covers, and by which words."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default="-", help="a text file in UTF-8; - or nothing: standard input"
        )
        parser.add_argument(
            "--each-line",
            action="store_true",
            help="every line is a brief of its own: one JSON object a line",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        text = _decoded(_read(options["file"]))
        titles = self._titles()
        if options["each_line"]:
            # An empty line is an empty brief, so that the answer's lines are those of the file.
            for number, line in enumerate(_lines(text), start=1):
                self.stdout.write(_json(_graded(line, titles, f"Line {number}: ")))
            return
        if not text.strip():
            raise CommandError(
                "There is nothing to grade: name a file with a brief in it, or send one to standard input."
            )
        answer = _graded(text, titles)
        self.stdout.write(_json(answer) if options["json"] else _words(text, answer))

    def _titles(self) -> list[str]:
        try:
            return embargoed_titles()
        except DatabaseError:
            # A prompt can be graded where no studio was set up yet; who asks must know what is left out.
            self.stderr.write("Titles under embargo cannot be read (migrate first): they are not checked.")
            return []


def _read(name: str) -> bytes:
    try:
        if name == "-":
            data = getattr(sys.stdin, "buffer", sys.stdin).read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
    if len(data) > MOST_BYTES:
        raise CommandError(f"{name} is larger than {MOST_BYTES // 1024**2} MiB: split it.")
    return data.encode() if isinstance(data, str) else data


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"This is no UTF-8 (byte {error.start + 1}): save the text as UTF-8.") from error


def _lines(text: str) -> list[str]:
    """By line feeds alone: other signs that Python would part at belong to the brief."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


def _graded(text: str, titles: list[str], where: str = "") -> Grade:
    try:
        return grade(text, embargoed=titles)
    except TooLong as error:
        raise CommandError(f"{where}{error}") from error


def _json(answer: Grade) -> str:
    facts = {
        "elements": {
            key: {"covered": found.covered, "spans": [_pair(span) for span in found.spans]}
            for key, found in answer.elements.items()
        },
        "covered": answer.covered,
        "contradictions": [
            {"spans": [_pair(span) for span in one.spans], "say": one.say} for one in answer.contradictions
        ],
        "leaks": [{**asdict(one), "span": _pair(one.span)} for one in answer.leaks],
        "notes": [{**asdict(one), "span": one.span and _pair(one.span)} for one in answer.notes],
    }
    return json.dumps(facts, ensure_ascii=False)


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _words(text: str, answer: Grade) -> str:
    lines = [f"{answer.covered} of {len(NINE)} elements covered"]
    for element in NINE:
        found = answer.elements[element.key]
        told = ", ".join(f"“{span.of(text)}”" for span in found.spans) if found.covered else "not detected"
        lines.append(f"  {element.label + ':':<14}{told}")
    lines += [
        f"Contradiction: {' / '.join(_quoted(text, one.spans))}. {one.say}" for one in answer.contradictions
    ]
    lines += [f"Leak: {_quoted(text, [one.span])[0]}. {one.say}" for one in answer.leaks]
    lines += [f"Note: {one.say}" for one in answer.notes]
    # What a stranger wrote goes to a terminal: nothing in it may move the cursor or change the title.
    return "\n".join("".join(sign if sign.isprintable() else " " for sign in line) for line in lines)


def _quoted(text: str, spans: Any) -> list[str]:
    return [f"“{span.of(text)}”" for span in spans]
