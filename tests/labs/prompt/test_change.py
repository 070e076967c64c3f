from labs.prompt.change import changed, told
from labs.prompt.grading.elements import ELEMENTS

NOTHING: dict[str, frozenset[str]] = dict.fromkeys(ELEMENTS, frozenset())


def with_(**words: str) -> dict[str, frozenset[str]]:
    return NOTHING | {key: frozenset({said}) for key, said in words.items()}


def test_one_change_is_named_with_what_it_did():
    lit = with_(lighting="one lamp")
    assert told(NOTHING, lit) == "You changed one thing: lighting. Not detected before, covered now."
    assert told(lit, NOTHING) == "You changed one thing: lighting. Covered before, not detected now."
    assert told(lit, with_(lighting="neon")).endswith("Covered before and now, in other words.")


def test_several_changes_at_once_are_told_with_what_they_did():
    said = told(with_(mood="sad", genre="noir"), with_(mood="tender", camera="wide shot"))
    assert "You changed mood, camera and genre at once." in said
    assert "Covered now: camera. Not detected any more: genre." in said
    assert said.endswith("try one at a time.")


def test_words_that_no_element_rests_on_change_none():
    assert changed(with_(mood="sad"), with_(mood="sad")) == []
    assert told(NOTHING, NOTHING) == "Other words, and no element changed with them."
