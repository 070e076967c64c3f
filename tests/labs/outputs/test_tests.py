"""Tests on outputs run on whatever came of each version, and say which of it was recorded."""

import html

import pytest
import yaml
from django.urls import reverse

from labs.models import Output
from tests.labs.outputs import making
from tests.labs.prompt import desk

ASSERTED = {"type": "icontains", "value": "lamp", "opposite": False, "weight": 1}
TESTS = [{"name": "A lamp", "on": "output", "assertions": [ASSERTED], "threshold": None}]


@pytest.fixture
def run(learner, author, course):
    return desk.run_of(learner, author, course, outputs=making.RECORDED, tests=TESTS)


@pytest.fixture
def told(page):
    def read():
        shown = " ".join(html.unescape(page()).split())
        return shown.partition("<caption>")[2].partition("</table>")[0]

    return read


def test_a_version_nothing_came_of_is_neither_right_nor_wrong(version, told):
    assert "No output" in told() and "Failed" not in told()


def test_recorded_outputs_count_under_their_name(version, told):
    making.record(version)
    assert "Passed</span>" in told() and "2 of 2 outputs, recorded" in told()


@pytest.mark.usefixtures("with_model")
def test_each_output_is_tested_and_a_version_that_breaks_one_fails(run, version, told, page):
    making.made(version, "A cook under a lamp.", "A cook in the dark.")
    making.ask(version)
    assert "Failed</span>" in told() and "1 of 2 outputs<" in told()
    making.made(desk.check(run, desk.ALL), "A lamp.")
    assert "Version 2 mended “A lamp”, which failed in version 1." in html.unescape(page())
    making.record(version)
    assert "3 of 4 outputs, 2 recorded" in told()
    # What is recorded is nobody's doing.
    assert "mended" not in page()


@pytest.mark.usefixtures("with_model")
def test_outputs_are_exported_under_their_names(run, version, browser):
    making.record(version)
    making.made(version, "A cook in the dark.")
    written = browser.get(reverse("labs:prompt_promptfoo", args=[run.pk])).text
    config = yaml.safe_load(written)
    labels = ["Recorded output 1 of version 1", "Recorded output 2 of version 1", "Output 3 of version 1"]
    assert [one["label"] for one in config["prompts"]] == ["Version 1", *labels]
    assert config["tests"][0]["prompts"] == labels and "echo gives back what it gets" in written
    assert Output.objects.count() == 3
