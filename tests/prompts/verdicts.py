"""What promptfoo says of exported labs, and what we say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from labs.prompt.assertions.promptfoo import description_of, label_of
from labs.prompt.assertions.regression import PromptTest, Version, table

PROMPTFOO = Path(__file__).parent / "promptfoo"

Verdict = tuple[bool, float, list[list[bool | float]]]
"""Whether a test passed, its score, and [passed, score] of every assertion."""
Verdicts = dict[tuple[str, str], Verdict]
"""By the label of the prompt and the description of the test."""


def ours(versions: Sequence[Version], tests: Sequence[PromptTest]) -> Verdicts:
    found: Verdicts = {}
    for number, row in enumerate(table(tests, versions).rows, 1):
        for version, cell in zip(versions, row.cells, strict=True):
            of_outputs = row.test.on == "output"
            for at, checked in enumerate(cell.checked, 1):
                label = label_of(version, at if of_outputs else 0)
                each = [[result.passed, result.score] for result in checked.results]
                named = label, description_of(number, row.test)
                found[named] = checked.passed, checked.score, each
    return found


def theirs(configs: Sequence[Path], work: Path) -> dict[str, dict[str, dict[str, dict]]]:
    """As run.mjs writes it, by the path of the configuration."""
    node = shutil.which("node")
    if node is None or not (PROMPTFOO / "node_modules" / "promptfoo").is_dir():
        pytest.skip(
            "node and `npm ci --omit=optional --ignore-scripts` in tests/prompts/promptfoo are needed"
        )
    written = work / "verdicts.json"
    run = subprocess.run(
        [node, "run.mjs", str(written), *map(str, configs)],
        cwd=PROMPTFOO,
        env=os.environ | {"PROMPTFOO_CONFIG_DIR": str(work / "promptfoo")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(written.read_text(encoding="utf-8"))
