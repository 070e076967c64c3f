"""Lines to take home: the lesson's own sentences, the telling ones, each once."""

import pytest

from generation.engines.extractive import pick
from generation.ports import EngineError, Sentence
from tests.generation.proposals.writers import BRIEF, FALLOFF, LAMP, TEXTS, BagOfWords

LONG = " ".join(["A lamp that stands in the picture", *["and lights her face"] * 8]) + "."
LESSON = [Sentence(f"b{number}", text) for number, text in enumerate(TEXTS)]


class Away:
    name, version = "Away", "1"

    def embed(self, texts):
        raise EngineError("engine_missing", "No embeddings.")


def picked(sentences, count=3, **options):
    return [sentences[at].text for at in pick(sentences, count, BagOfWords(), **options)]


def test_lines_are_sentences_of_the_lesson_and_no_more_than_asked_for():
    assert len(picked(LESSON)) == 3 and set(picked(LESSON)) <= set(TEXTS)
    assert picked(LESSON, 50) and len(picked(LESSON, 50)) == len(set(picked(LESSON, 50)))


@pytest.mark.parametrize(
    "title, first", [("How light fades with distance", FALLOFF), ("A practical lamp", LAMP)]
)
def test_of_two_the_one_the_title_is_about_comes_first(title, first):
    two = [Sentence("b1", LAMP), Sentence("b2", FALLOFF)]
    assert picked(two, 1, title=title) == [first]


def test_a_line_unlike_the_first_is_worth_more_than_one_much_like_it():
    near = Sentence("b9", "A brief is a list of things someone on set can check.")
    chosen = picked([Sentence("b1", BRIEF), near, Sentence("b2", FALLOFF)], 2, title=BRIEF)
    assert chosen == [BRIEF, FALLOFF]


@pytest.mark.parametrize(
    "unfit",
    [
        Sentence("b", "It fades with distance and nobody minds."),
        Sentence("b", "Falloff means how quickly light fades", heading=True),
        Sentence("b", "Where does the light come from here?"),
        Sentence("b", "Light it."),
        Sentence("b", LONG),
    ],
    ids=["leans on another", "heading", "question", "short", "long"],
)
def test_what_cannot_stand_by_itself_is_not_picked(unfit):
    assert picked([unfit, *LESSON], 9).count(unfit.text) == 0
    assert picked([unfit]) == []


def test_words_said_twice_are_picked_once():
    assert picked([*LESSON, *LESSON], 20) == picked(LESSON, 20)


def test_nothing_is_read_where_there_is_nothing_to_choose():
    assert pick([], 3, Away()) == pick(LESSON, 0, Away()) == []
