"""Exported labs give the same verdicts in promptfoo itself, and come through as they were written."""

import pytest
import yaml

from labs.prompt.assertions.promptfoo import label_of, literal, promptfoo_config, shielded
from labs.prompt.assertions.regression import PromptTest, Version
from tests.prompts.battery import TESTS as BATTERY
from tests.prompts.battery import TEXTS, VERSIONS, one
from tests.prompts.verdicts import ours, theirs


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    work = tmp_path_factory.mktemp("promptfoo")
    config = work / "promptfooconfig.yaml"
    config.write_text(promptfoo_config("A battery", VERSIONS, BATTERY), encoding="utf-8")
    found = theirs([config], work)[str(config)]
    return {(label, test): one for label, tests in found.items() for test, one in tests.items()}


def test_promptfoo_says_of_every_text_and_test_what_we_say(verdicts):
    expected = ours(VERSIONS, BATTERY)
    assert {at: one["error"] for at, one in verdicts.items() if one["error"]} == {}
    found = {at: (one["pass"], one["score"], one["each"]) for at, one in verdicts.items()}
    differing = {
        at: (expected.get(at), found.get(at)) for at in expected | found if expected.get(at) != found.get(at)
    }
    assert differing == {}
    count = sum(len(each) for _, _, each in expected.values())
    print(f"promptfoo 0.121.2: {count} verdicts on {len(TEXTS)} texts, 0 differ")  # CI shows it
    assert count > 5000


def test_a_prompt_comes_through_promptfoo_as_it_was_written(verdicts):
    came = {label: one["output"] for (label, _), one in verdicts.items()}
    assert [came[label_of(version)] for version in VERSIONS] == list(TEXTS)


@pytest.mark.parametrize("text", TEXTS)
def test_a_prompt_survives_yaml_and_is_never_taken_for_a_path_or_json(text):
    config = yaml.safe_load(promptfoo_config("t", [Version(1, text)], []))
    raw = config["prompts"][0]["raw"]
    assert raw == shielded(text)
    assert "\n" in raw and not raw.startswith(("file://", "exec:", "package:", '"', "["))


def test_what_tags_are_made_of_is_written_out():
    assert literal("{{ a }} {% b %} {# c #} { d }") == (
        '{{ "{" }}{ a }} {{ "{" }}% b %} {{ "{" }}# c {{ "#" }}} { d }'
    )


def test_a_prompt_of_lines_is_readable_in_the_file():
    told = promptfoo_config("Night", [Version(1, "Subject: a boxer\nMood: tense")], [])
    assert "    Subject: a boxer\n    Mood: tense\n" in told


def test_weights_thresholds_metrics_and_lengths_are_in_the_file():
    asserted = (
        one("length", "5-90", weight=2, metric="size"),
        one("not-length", "7"),
        one("icontains-any", "a\nb"),
    )
    told = yaml.safe_load(
        promptfoo_config("t", [Version(1, "x")], [PromptTest("n", asserted, threshold=0.5)])
    )
    assert told["providers"] == ["echo"]
    assert told["tests"] == [
        {
            "description": "1. n",
            "prompts": ["Version 1"],
            "threshold": 0.5,
            "assert": [
                {"type": "regex", "value": r"^[\s\S]{5,90}$", "weight": 2, "metric": "size"},
                {"type": "not-regex", "value": r"^[\s\S]{7,7}$"},
                {"type": "icontains-any", "value": ["a", "b"]},
            ],
        }
    ]
