"""Every test on every version."""

from labs.prompt.assertions.regression import OUTPUT, PromptTest, Version, table
from tests.prompts.battery import one

RAIN = PromptTest("Rain", (one("icontains", "rain"),))
PEOPLE = PromptTest("No people", (one("not-icontains", "people"), one("word-count", "3-")))
OUT = PromptTest("Says kitchen", (one("icontains", "kitchen"),), on=OUTPUT)


def made(*prompts, outputs=()):
    return [Version(number, prompt, outputs) for number, prompt in enumerate(prompts, 1)]


def test_each_cell_says_what_failed_and_why():
    found = table([RAIN, PEOPLE], made("Two people", "Rain on glass"))
    assert [[cell.word for cell in row.cells] for row in found.rows] == [["Failed", "Passed"]] * 2
    assert found.rows[1].cells[0].says == ["“people” is in it.", "It has 2 words."]
    assert found.rows[1].cells[1].says == []


def test_what_the_newest_version_broke_and_mended_is_said():
    assert table([RAIN, PEOPLE], made("rain on people", "rain on grey glass")).change == (
        "Version 2 mended “No people”, which failed in version 1."
    )
    assert table([RAIN, PEOPLE], made("nobody", "rain on grey glass", "fog on people")).change == (
        "Version 3 broke “Rain” and “No people”, which passed in version 2."
    )
    same = "Version 2 broke nothing that passed in version 1."
    assert table([RAIN], made("rain", "rain, softly")).change == same


def test_with_one_version_or_no_test_there_is_nothing_to_compare():
    assert table([RAIN], made("rain")).change == ""
    assert table([], made("rain", "fog")).change == ""


def test_a_test_of_outputs_holds_for_each_output_and_waits_for_one():
    assert table([OUT], made("a")).rows[0].newest.word == "No output"
    assert table([OUT], made("a", outputs=("A kitchen.", "Kitchens"))).rows[0].newest.word == "Passed"
    mixed = table([OUT], made("a", outputs=("A kitchen.", "A car"))).rows[0].newest
    assert (mixed.word, mixed.says) == ("Failed", ["“kitchen” is not in it."])


def test_an_output_that_is_not_there_is_neither_broken_nor_mended():
    versions = [Version(1, "a", ("kitchen",)), Version(2, "b")]
    assert table([OUT], versions).change == "Version 2 broke nothing that passed in version 1."
