import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from wagtail.models import Site

from labs.management.commands import grade_prompt
from labs.models import LabSettings
from labs.prompt.grading import ELEMENTS, LONGEST

BRIEF = "A diver in fog, low angle, tense. No logos."
pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    out = io.StringIO()
    call_command("grade_prompt", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def brief(tmp_path):
    def write(data: str | bytes) -> str:
        path = tmp_path / "brief.txt"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return str(path)

    return write


@pytest.fixture
def typed(monkeypatch):
    def type_in(data: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))

    return type_in


def test_people_read_nine_lines_and_the_words(brief):
    lines = told(brief(BRIEF)).splitlines()
    assert lines[0] == "5 of 9 elements covered"
    assert lines[1].split(maxsplit=1) == ["Subject:", "“A diver”"]
    assert lines[8].split(maxsplit=1) == ["Genre:", "not detected"]


def test_json_is_one_object_of_the_nine(brief):
    answer = json.loads(told(brief(BRIEF), "--json"))
    assert list(answer) == ["elements", "covered", "contradictions", "leaks", "notes"]
    assert list(answer["elements"]) == list(ELEMENTS)
    assert answer["elements"]["camera"] == {"covered": True, "spans": [[16, 25]]}
    assert answer["elements"]["genre"] == {"covered": False, "spans": []}
    assert answer["covered"] == 5


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_each_line_is_answered_by_a_line_also_an_empty_one(brief, more):
    lines = told(brief(f"{BRIEF}\r\n\nfilm noir\n"), "--each-line", *more).splitlines()
    assert [json.loads(line)["covered"] for line in lines] == [5, 0, 1]


def test_standard_input_is_read(typed):
    typed(BRIEF)
    assert json.loads(told("--json"))["covered"] == 5
    typed(BRIEF)
    assert json.loads(told("-", "--json"))["covered"] == 5


def test_leaks_and_contradictions_are_told(brief):
    text = told(brief("A diver, handheld, locked off; write to ines@studio.example"))
    assert "Contradiction: “handheld” / “locked off”" in text
    assert "Leak: “ines@studio.example”" in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "nothing to grade"),
        (" \n", "nothing to grade"),
        (b"caf\xe9", "no UTF-8"),
        ("a" * (LONGEST + 1), "At most 20,000"),
    ],
)
def test_what_cannot_be_graded_is_said(brief, data, said):
    with pytest.raises(CommandError, match=said):
        told(brief(data))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        told(str(tmp_path / "nowhere.txt"))
    with pytest.raises(CommandError, match="cannot be read"):
        told(str(tmp_path))


def test_a_line_that_is_too_long_is_named(brief):
    with pytest.raises(CommandError, match="Line 2: This brief has 10,000,000 characters"):
        told(brief("a diver\n" + "a" * 10_000_000), "--each-line")


def test_a_file_that_is_too_large_is_refused(brief, monkeypatch):
    monkeypatch.setattr(grade_prompt, "MOST_BYTES", 1024 * 1024)
    with pytest.raises(CommandError, match="larger than 1 MiB"):
        told(brief("a\n" * 600_000), "--each-line")


def test_signs_that_move_a_cursor_are_not_printed(brief):
    assert "\x1b" not in told(brief("A diver, “\x1b[2J low angle”, in the style of \x1b]0;x\x07 Mara Lind"))


def test_titles_of_the_studio_list_are_leaks(brief):
    LabSettings.objects.create(site=Site.objects.get(is_default_site=True), embargoed="The Hollow Orchard")
    answer = json.loads(told(brief("A still for the hollow orchard"), "--json"))
    assert [(one["kind"], one["span"]) for one in answer["leaks"]] == [("embargo", [12, 30])]


def test_without_a_database_it_says_what_it_did_not_look_at(brief, monkeypatch):
    def unread():
        raise OperationalError("no such table")

    monkeypatch.setattr(grade_prompt, "embargoed_titles", unread)
    out, err = io.StringIO(), io.StringIO()
    call_command("grade_prompt", brief(BRIEF), "--json", stdout=out, stderr=err)
    assert json.loads(out.getvalue())["covered"] == 5
    assert "not checked" in err.getvalue()
