"""Question banks in files: what is written reads as the same bank; what is wrong is refused at its line."""

from pathlib import Path

import pytest

from courses.exporting.blocks import alike, read_back, written
from courses.exporting.names import Names
from courses.importing.matching import keep_ids
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source
from tests.banks import bank

NAMES = Names(cast={}, files={}, pages={})
FILE = """:::: bank 1 "Light" {#light}
::: single {#first shuffle=yes}
Which lamp is hard?
- [x] A bare bulb {#bulb}
  > Yes.
- [ ] The sky
  > No.
:::

::: check
The sky is soft.
- [x] True
  > Yes.
- [ ] False
  > It is.
:::
::::"""


def read(text):
    return read_back(Source(Path("lesson.md"), {}, text.splitlines(), 0), NAMES)


def test_a_bank_is_read_with_the_ids_it_states():
    [found] = read(FILE)
    assert (found.kind, found.id) == ("question_bank", "light")
    assert (found.value["draw"], found.value["title"]) == (1, "Light")
    first, second = found.value["questions"]
    assert (first["type"], first["id"], first["value"]["shuffle"]) == ("single_choice", "first", True)
    assert first["value"]["choices"][0]["id"] == "bulb"
    assert (second["type"], second["id"]) == ("quick_check", "")


def test_a_bank_is_written_as_it_is_read():
    raw = bank(3, 2)
    lines = written(raw, NAMES)
    assert lines[0] == f':::: bank 2 "Light" {{#{raw["id"]}}}'
    assert lines.count("::: single {#bank-2}") == 1 and lines[-1] == "::::"
    [found] = read("\n".join(lines))
    assert alike(raw, found, NAMES)


@pytest.mark.parametrize("change", [{"draw": None}, {"title": ""}, {"questions": []}, {"title": "“x”"}])
def test_a_bank_that_markdown_cannot_say_is_stored(change):
    raw = bank()
    raw["value"] |= change
    lines = written(raw, NAMES)
    assert "stored question_bank" in lines[0]
    [found] = read("\n".join(lines))
    assert alike(raw, found, NAMES)


def test_questions_and_options_of_a_bank_keep_their_ids_when_a_file_states_none():
    old = bank(3, 2)
    [found] = read(
        "\n".join(line.split(" {#")[0] for line in written(old, NAMES)).replace("number 2?", "number two?")
    )
    [kept] = keep_ids([old], [{"type": found.kind, "value": dict(found.value), "id": ""}])
    assert kept["id"] == old["id"]
    assert [one["id"] for one in kept["value"]["questions"]] == ["bank-1", "bank-2", "bank-3"]
    assert kept["value"]["questions"][1]["value"]["choices"][0]["id"] == "bank-2-wrong"


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (('1 "Light"', ""), 1, "says how many"),
        (('1 "Light"', '"Light"'), 1, "says how many"),
        (("::: check", "Some text.\n::: check"), 10, "only questions stand in a bank"),
        (("::: check", "::: story"), 10, "“story” is no question"),
        (("- [ ] The sky\n  > No.\n", ""), 2, "two options or more"),
        (("{#first shuffle=yes}", "{#light}"), 1, "used twice"),
        (("{#first shuffle=yes}", "{#a.b}"), 2, "cannot be an id"),
        (("::::", ":::"), 2, "not closed within the bank"),
    ],
)
def test_what_is_wrong_is_refused_at_its_line(change, line, told):
    with pytest.raises(ImportRefused, match=rf"lesson\.md, line {line}: .*{told}"):
        read(FILE.replace(*change))


def test_a_bank_without_a_question_is_refused():
    with pytest.raises(ImportRefused, match="no question"):
        read(':::: bank 1 "Light"\n\n::::')
