"""What a project requires of every prompt, and what counts as stating it."""

import pytest

from labs.library.language import Required, check
from labs.prompt.found import found_of
from labs.prompt.grading import grade


def stated(text: str, element: str, *any_of: str):
    (one,) = check(text, found_of(grade(text)), [Required(element, "As we say it", any_of)])
    return one.met, one.words


LAMP = ("deck lamp", "lantern")


@pytest.mark.parametrize(
    ("text", "any_of", "words"),
    [
        ("A sailor, lit by a single deck lamp from frame right.", LAMP, ("deck lamp",)),
        ("A sailor, lit by Deck-Lamps from frame right.", LAMP, ("Deck-Lamps",)),
        ("A sailor in hard side light from a lantern; the lantern swings.", LAMP, ("lantern",)),
    ],
)
def test_a_term_of_the_project_states_it(text, any_of, words):
    assert stated(text, "lighting", *any_of) == (True, words)


@pytest.mark.parametrize(
    "text",
    [
        "A sailor in hard side light from frame right.",  # covered, in other words
        "A sailor in hard side light, no lantern.",  # taken out of the picture
        "A sailor stands at the rail.",  # not covered at all
        "A sailor in hard side light on a deck. Lamp oil burns.",  # the words, not the term
    ],
)
def test_what_is_left_out_or_taken_out_is_not_stated(text):
    assert stated(text, "lighting", *LAMP)[0] is False


def test_without_terms_any_words_that_cover_the_element_will_do():
    met, words = stated("A sailor in hard side light.", "lighting")
    assert met and words and all(one in "A sailor in hard side light." for one in words)
    assert stated("A sailor.", "lighting") == (False, ())


def test_of_restrictions_a_term_counts_where_it_is_kept_out():
    assert stated("A sailor on deck at night, no moon.", "restrictions", "moon")[0]
    assert not stated("A sailor under the moon, no logos.", "restrictions", "moon")[0]


def test_a_term_of_signs_alone_states_nothing():
    assert stated("A sailor in hard side light - yes.", "lighting", "-") == (False, ())
