"""The labs of the demo, exported: promptfoo says of them what we say."""

import json
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from config.demo import FIXTURES
from labs.services import keep_lab
from tests.labs.prompt import desk
from tests.prompts.verdicts import theirs

pytestmark = pytest.mark.django_db


def prompt_labs() -> list[Path]:
    found = (FIXTURES / "labs").glob("*.yaml")
    return [path for path in sorted(found) if "\nkind: prompt\n" in "\n" + path.read_text(encoding="utf-8")]


def test_promptfoo_says_of_the_demos_labs_what_we_say(tmp_path, capsys):
    for path in prompt_labs():
        keep_lab(slug=path.stem, **yaml.safe_load(path.read_text(encoding="utf-8")))
    call_command("export_prompt_labs", tmp_path)
    ours = json.loads((tmp_path / "ours.json").read_text(encoding="utf-8"))
    assert list(ours) == [path.stem for path in prompt_labs()]
    for of_lab in ours.values():
        model = of_lab["Version 2"]
        assert all(one["pass"] for one in model.values()), "the author's own brief breaks a test"
        assert not all(one["pass"] for one in of_lab["Version 1"].values())
    found = theirs([tmp_path / slug / "promptfooconfig.yaml" for slug in ours], tmp_path)
    for slug, said in ours.items():
        told = found[str(tmp_path / slug / "promptfooconfig.yaml")]
        assert said == {
            label: {name: {"pass": one["pass"], "score": one["score"]} for name, one in tests.items()}
            for label, tests in told.items()
        }


def test_without_a_lab_to_export_it_says_so(tmp_path):
    desk.lab()
    with pytest.raises(CommandError, match="no published prompt lab with tests"):
        call_command("export_prompt_labs", tmp_path)
    assert not list(tmp_path.iterdir())
