"""The default writer: the lesson's own sentences, and words of them."""

import pytest

from generation.engines.extractive import Extractive
from generation.engines.extractive.syntax import alone, clause, definition, instructs
from generation.honesty import fault
from generation.ports import Kind, Reading, Sentence
from generation.words import contains, words
from tests.generation.proposals.writers import CHECK, LAMP, TEXTS, BagOfWords, reading

MORE = (
    "Hardness is a matter of how large the source looks.",
    "The frame holds 3 metres of rail, and the wall looks far off behind it.",
    "An overcast sky is a lamp from one horizon to the other.",
    "Two materials are plenty for one frame.",
    "A frame can always be checked against the line that made it.",
)


@pytest.fixture
def proposed():
    lesson = reading(*TEXTS, *MORE, known=("Falloff",))
    return lesson, Extractive(BagOfWords()).propose(lesson, seed=7)


def of(suggestions, kind):
    return [one for one in suggestions if one.kind is kind]


def test_it_proposes_something_of_every_kind(proposed):
    assert {one.kind for one in proposed[1]} == set(Kind)


def test_whatever_it_proposes_passes_the_check(proposed):
    lesson, suggestions = proposed
    assert [(fault(one, lesson), one) for one in suggestions if fault(one, lesson)] == []


def test_key_points_are_sentences_of_the_lesson(proposed):
    lesson, suggestions = proposed
    points = of(suggestions, Kind.KEY_POINT)
    assert 3 <= len(points) <= 5
    assert all(one.content["text"] == lesson.sentences[one.cites].text for one in points)


def test_a_summary_has_at_most_twelve_words_of_its_sentence(proposed):
    lesson, suggestions = proposed
    for one in of(suggestions, Kind.SUMMARY):
        assert len(one.content["text"].split()) <= 12
        assert contains(words(lesson.sentences[one.cites].text), words(one.content["text"]))


def test_the_key_of_every_question_stands_in_its_sentence_and_no_other_option_does(proposed):
    lesson, suggestions = proposed
    for one in of(suggestions, Kind.QUESTION):
        cited = words(lesson.sentences[one.cites].text)
        right = [option["correct"] for option in one.content["options"]]
        found = [contains(cited, words(option["text"])) for option in one.content["options"]]
        assert right == found and sum(right) == 1 and len(right) >= 3


def test_quick_checks_are_true_and_false(proposed):
    assert {one.content["answer"] for one in of(proposed[1], Kind.CHECK)} == {True, False}


def test_a_word_that_is_explained_already_is_not_proposed_again(proposed):
    terms = {one.content["term"] for one in of(proposed[1], Kind.TERM)}
    assert {"Brief", "Practical lamp", "Hardness"} <= terms
    assert "Falloff" not in terms


def test_the_same_seed_proposes_the_same(proposed):
    lesson, suggestions = proposed
    assert Extractive(BagOfWords()).propose(lesson, seed=7) == suggestions


@pytest.mark.parametrize("texts", [(), ("Why?",), ("Source", "Side"), ("It is what it is.",)])
def test_a_lesson_with_nothing_to_take_gives_little_and_breaks_nothing(texts):
    lesson = Reading("Light", "", tuple(Sentence("b", text) for text in texts))
    assert Extractive(BagOfWords()).propose(lesson, seed=0) == []


@pytest.mark.parametrize(
    ("text", "term", "told"),
    [
        (LAMP, "Practical lamp", "a light that stands in the picture"),
        ("Source: the lamp or window it comes from", "Source", "the lamp or window it comes from"),
        ("The edge where light ends is called a terminator.", "Terminator", "The edge where light ends"),
        (
            "An overcast sky is a lamp above us, and throws hardly any shadows.",
            "Overcast sky",
            "a lamp above us",
        ),
    ],
)
def test_what_a_sentence_explains(text, term, told):
    found = definition(Sentence("b", text), 0)
    assert (found.term, found.told) == (term, told)


@pytest.mark.parametrize(
    "text",
    ["That is the point of it.", "Is a lamp a light?", "There is a lamp on the left.", "Two is the most."],
)
def test_what_explains_nothing(text):
    assert definition(Sentence("b", text), 0) is None


def test_what_a_sentence_is_good_for():
    assert alone(Sentence("b", LAMP)) and not alone(Sentence("b", "This is a light in the picture."))
    assert instructs(CHECK) and not instructs(LAMP)
    assert clause("A brief decides: nine elements, each of which somebody on the crew can check.", 12) == ""
    assert clause("Say it in one line: nine elements that somebody on the crew can check today.", 12) == (
        "Say it in one line."
    )
