import pytest

from labs.prompt.grading import grade


def said(text: str, kind: str) -> list[str]:
    return [note.span.of(text) if note.span else note.say for note in grade(text).notes if note.kind == kind]


def test_praise_and_vague_words_are_named_once():
    assert said("An epic, epic picture of something cool by the sea, at dawn.", "vague") == [
        "epic",
        "something",
        "cool",
    ]


def test_restrictions_that_nobody_can_check_are_told_apart():
    notes = [note for note in grade("no logos, nothing ugly").notes if note.kind == "restriction"]
    assert ["tested" in note.say for note in notes] == [True, False]


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "nothing here"), ("a diver", "2 words"), ("a diver in fog " * 80, "320 words")],
)
def test_a_length_that_serves_nobody_is_told(text, told):
    assert told in said(text, "length")[0]


def test_a_usual_length_is_not_remarked_on():
    assert said("A diver climbs out of the harbour at dawn, seen from the quay.", "length") == []


def test_references_and_expectations_of_the_output_are_seen():
    text = "A diver, see attached moodboard, 16:9, 10 seconds, three versions"
    assert said(text, "reference") == ["see attached", "moodboard"]
    assert said(text, "output") == ["16:9", "10 seconds", "three versions"]
    assert said("A diver at dawn", "output") == ["Format, duration or number of versions are not stated."]
