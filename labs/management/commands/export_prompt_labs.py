"""Every prompt lab with its tests, for promptfoo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from labs.models import Lab
from labs.prompt.assertions.block import tests_of
from labs.prompt.assertions.promptfoo import promptfoo_config
from labs.prompt.assertions.regression import Version
from labs.prompt.assertions.verdicts import verdicts


class Command(BaseCommand):
    help = (
        "Writes FOLDER/<lab>/promptfooconfig.yaml for every published prompt lab that has tests and a model "
        "brief, and FOLDER/ours.json: what we say of each. Prompts of learners are not in it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        ours = {}
        for lab in Lab.objects.filter(live=True):
            if lab.name != "prompt":
                continue
            tests, versions = tests_of(lab.asked["tests"]), _versions(lab)
            if not tests or not versions:
                self.stderr.write(f"{lab.slug}: no tests or no model brief, left out.")
                continue
            _write(folder / lab.slug / "promptfooconfig.yaml", promptfoo_config(lab.title, versions, tests))
            ours[lab.slug] = {
                label: {name: {"pass": one.passed, "score": one.score} for name, one in said.items()}
                for label, said in verdicts(versions, tests).items()
            }
        if not ours:
            raise CommandError("There is no published prompt lab with tests and a model brief.")
        _write(folder / "ours.json", json.dumps(ours, indent=1, ensure_ascii=False) + "\n")
        self.stdout.write(f"{len(ours)} labs in {folder}")


def _versions(lab: Lab) -> list[Version]:
    """What its author wrote: the scene, which nobody has made a prompt of, and the model brief."""
    written = lab.asked["scene"], lab.asked["model_brief"]
    return [Version(number, text) for number, text in enumerate(written, 1)] if written[1] else []


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
