"""What promptfoo says of exported labs, and what we say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from labs.prompt.assertions.regression import PromptTest, Version
from labs.prompt.assertions.verdicts import verdicts

PROMPTFOO = Path(__file__).parent / "promptfoo"

Verdict = tuple[bool, float, list[list[bool | float]]]
"""Whether a test passed, its score, and [passed, score] of every assertion."""
Verdicts = dict[tuple[str, str], Verdict]
"""By the label of the prompt and the description of the test."""


def ours(versions: Sequence[Version], tests: Sequence[PromptTest]) -> Verdicts:
    return {
        (label, name): (one.passed, one.score, [[each.passed, each.score] for each in one.results])
        for label, said in verdicts(versions, tests).items()
        for name, one in said.items()
    }


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
