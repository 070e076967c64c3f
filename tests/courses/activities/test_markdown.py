"""Checklists, terms, reflections, scenarios and labs in Markdown, read and written."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from courses.exporting.blocks import alike, read_back, written
from courses.exporting.names import Names
from courses.importing import ImportRefused
from courses.importing.markdown import Reader
from courses.importing.source import Source
from tests import activities

MARA = SimpleNamespace(pk=1, slug="mara", name="Mara")


def read(text):
    [draft] = Reader(Source(Path("x.md"), {}, text.strip("\n").split("\n"), 0), {"mara": 1}).read()
    return draft.kind, draft.value


def values(entries):
    return [entry["value"] for entry in entries]


def test_a_checklist_has_points_over_one_line_or_two():
    kind, value = read('::: checklist "Before" {purpose=teach}\n- The lamp\n  is named\n* [x] Its side\n:::')
    assert (kind, value["title"], value["purpose"]) == ("checklist", "Before", "teach")
    assert values(value["items"]) == ["The lamp is named", "Its side"]


def test_a_term_may_say_what_it_is_not():
    _, value = read("::: term Falloff\nHow quickly\nlight fades.\nNot: softness\n:::")
    assert value["definition"] == "How quickly light fades."
    assert value["not_to_be_confused_with"] == "softness"


def test_a_reflection_takes_its_guidance_from_a_quotation():
    _, value = read("::: reflection\nWhat did you\ncall beautiful?\n> One sentence\n> is enough.\n:::")
    assert (value["prompt"], value["guidance"]) == ("What did you call beautiful?", "One sentence is enough.")


def test_a_scenario_branches_at_its_list():
    text = """
::: scenario "Stage 4" {#scene}
(The lamp is out.)
MARA: And now?
- Ask {#ask}
  MARA: Ten. {#said}
  (It is back.)
  cost: ten minutes
- Shoot
  It is dark.
:::"""
    kind, value = read(text)
    assert (kind, value["setting"], value["purpose"]) == ("scenario", "Stage 4", "story")
    assert values(value["situation"]) == [
        {"character": None, "text": "The lamp is out."},
        {"character": 1, "text": "And now?"},
    ]
    first, second = value["branches"]
    assert (first["id"], first["value"]["text"], first["value"]["cost"]) == ("ask", "Ask", "ten minutes")
    assert first["value"]["lines"][0]["id"] == "said"
    assert [one["text"] for one in values(first["value"]["lines"])] == ["Ten.", "It is back."]
    assert (second["value"]["text"], second["value"]["cost"]) == ("Shoot", "")


def test_a_lab_names_its_kind_and_reference():
    _, value = read(
        '::: lab "L"\nkind: grading\nreference: lamp\nminutes: 6\nrequired: yes\nWrite.\nNow.\n:::'
    )
    assert value == {
        "kind": "grading",
        "reference": "lamp",
        "title": "L",
        "introduction": "Write. Now.",
        "minutes": 6,
        "required": True,
        "purpose": "practise",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("::: checklist\n- a\n- b\n:::", "line 1: a checklist needs a title"),
        ('::: checklist "x"\nwords\n:::', "line 2: a checklist holds points"),
        ('::: checklist "x"\n- a\n:::', "line 1: a checklist has two to twelve points, and this one has 1"),
        ('::: checklist "x"\n- a {#b}\n- c {#b}\n:::', "line 3: the id “b” is used twice"),
        ("::: term\nwords\n:::", "line 1: a term needs its word"),
        ("::: term Falloff\nnot: softness\n:::", "line 1: “Falloff” has no definition"),
        ("::: reflection\n> a\n:::", "line 1: this reflection asks nothing"),
        ("::: scenario\nx\n- a\n b\n- c\n d\n:::", "line 1: a scenario needs its setting"),
        ("::: scenario S\nx\n- a\n b\n:::", "line 1: a scenario has two to four choices"),
        ("::: scenario S\n- a\n b\n- c\n d\n:::", "line 1: write the situation before the choices"),
        ("::: scenario S\nx\n- a\n b\n- c\n cost: y\n:::", "line 5: write what follows “c”"),
        ("::: scenario S\nx\n- a\n b\n- c\n TEO: y\n:::", "line 6: nobody in the cast is called TEO"),
        ("::: scenario S\nx\n- a {#x}\n b\n- c {#x}\n d\n:::", "line 5: the id “x” is used twice"),
        ("::: lab L\nWords.\n:::", "line 1: this lab lacks “kind:” and “reference:”"),
        ("::: lab\nkind: a\nreference: b\n:::", "line 1: this lab lacks a title and an introduction"),
        ("::: lab L\nkind: a\nminutes: 20\n:::", "line 3: “minutes: 20” must be a whole number from 1 to 15"),
        ("::: lab L\nrequired: perhaps\n:::", "line 2: “required: perhaps” must be yes or no"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_line(text, told):
    with pytest.raises(ImportRefused) as refusal:
        read(text)
    assert str(refusal.value).startswith(f"x.md, {told}")


@pytest.mark.parametrize("purpose", ["teach", "practise", "story"])
@pytest.mark.parametrize("make", ["checklist", "term", "reflection", "scenario", "lab"])
def test_each_is_written_as_people_would_and_reads_as_the_same_block(make, purpose):
    names = Names(cast={1: MARA}, files={}, pages={})
    raw = activities.scenario(MARA) if make == "scenario" else getattr(activities, make)()
    raw["value"]["purpose"] = purpose
    lines = written(raw, names)
    assert lines[0].startswith(f"::: {make}")
    [back] = read_back(Source(Path("x.md"), {}, lines, 0), names)
    assert alike(raw, back, names)
