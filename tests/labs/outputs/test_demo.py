"""The demo's recorded outputs: from vague to whole, and a test that only the later ones hold."""

import yaml

from config.demo import FIXTURES
from labs.prompt.assertions import block
from labs.prompt.assertions.checking import check
from labs.prompt.assertions.regression import OUTPUT
from labs.prompt.outputs.recorded import nearest, recorded_in
from labs.prompt.task import Task

SOURCE = FIXTURES / "labs" / "the-last-deck-lamp.yaml"


def test_a_prompt_that_states_the_light_gets_the_light_and_no_other():
    task = Task().to_python(yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["task"])
    recorded = recorded_in(task)
    (test,) = [one for one in block.tests_of(task["tests"]) if one.on == OUTPUT]
    lit = {one.text: "lighting" in one.states for one in recorded}
    assert {text: check(text, test.assertions, test.threshold).passed for text in lit} == lit
    assert len(recorded) == 9 and all("Written by hand" in one.made_by for one in recorded)
    for stated in ({"subject"}, {"subject", "lighting"}, {"subject", "camera"}, set(task["elements"])):
        assert len(nearest(recorded, stated)) == 2, "two to compare"
