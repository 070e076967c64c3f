from generation.differences import GONE, NEW, SAME
from labs.prompt.rewording import compare


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in compare(old, new)]


def test_a_word_that_was_exchanged_stands_beside_its_successor():
    assert told("a tired cook", "a joyful cook") == [
        (SAME, "a"),
        (GONE, "tired"),
        (NEW, "joyful"),
        (SAME, "cook"),
    ]


def test_the_lines_are_those_of_the_newer_text():
    assert told("Mood: sad", "Mood: sad\nGenre: noir") == [(SAME, "Mood: sad"), (NEW, "\nGenre: noir")]
    assert told("Mood: sad\nGenre: noir", "Mood: sad") == [(SAME, "Mood: sad"), (GONE, "Genre: noir")]


def test_ends_of_lines_alone_are_nothing_that_went():
    assert told("a\nb", "a b") == [(SAME, "a"), (SAME, "b")]
