"""What a narrator says beyond the author's words is checked against them."""

import tomllib
from pathlib import Path

import pytest

from generation.engines import registry
from generation.figures import agree, figures
from generation.grounding import REASONS, check, most_words
from generation.ports import Told
from tests.generation.proposals.writers import BagOfWords

PAIRS = Path(__file__).parents[2] / "data" / "grounding.toml"
OWN = [
    "Ask for twelve frames before you change a word.",
    "Never upload a script to a service that the studio has not cleared.",
]


def codes(*lines: tuple[int, str], own=OWN, embedder=None) -> list[str]:
    flags = check([Told(text, cites) for cites, text in lines], own, embedder or BagOfWords())
    return [flag.code for flag in flags]


@pytest.mark.parametrize(
    "said, code",
    [
        (OWN[0], ""),
        ("Before you change a word, ask for 12 frames.", ""),
        ("Ask for 20 frames before you change a word.", "number"),
        ("Ask for twelve pounds before you change a word.", "number"),
        ("Ask Kubrick for twelve frames before you change a word.", "name"),
        ("Kubrick asked for twelve frames before you change a word.", "name"),
        ("Don't ask for twelve frames before you change a word.", "negation"),
        ("Ask for twelve frames before you change", "cut"),
        ("Mornings are when the crew is fresh and everybody listens.", "meaning"),
    ],
)
def test_what_the_author_did_not_say_is_flagged(said, code):
    assert codes((0, said)) == ([code] if code else [])


def test_a_not_that_is_left_out_is_flagged():
    assert codes((1, "Upload a script to a service that the studio has not cleared.")) == ["negation"]


def test_an_authors_sentence_is_fine_wherever_it_is_said():
    assert codes((1, OWN[0]), (0, OWN[1])) == []


def test_each_sentence_of_a_line_is_checked_by_itself():
    line = f"{OWN[0]} Mornings are when the crew is fresh and everybody listens."
    flag = check([Told(line, 0)], [*OWN, "It costs nothing."], BagOfWords())[0]
    assert (flag.code, flag.words, flag.cites) == ("meaning", line.removeprefix(OWN[0]).strip(), OWN[0])
    assert flag.as_data()["reason"] == REASONS["meaning"]


def test_more_than_a_tenth_longer_is_flagged_once():
    assert most_words(OWN) == 25
    assert codes((0, OWN[0]), (1, OWN[1]), (0, OWN[0])) == ["long"]


def test_nothing_is_embedded_where_everything_is_the_authors():
    assert codes((0, OWN[0]), embedder=object()) == []


@pytest.mark.parametrize(
    "text, values",
    [
        ("Twenty five frames, then 1,900 kelvin.", ["25", "1900"]),
        ("One hundred and two thousand", ["100", "2000"]),
        ("A dozen lamps at 12.0 or 12.5 volts, twice.", ["12", "12", "12.5", "2"]),
        ("Two three four.", ["2", "3", "4"]),
        ("No figure at all.", []),
    ],
)
def test_numbers_are_read_in_words_and_in_figures(text, values):
    assert [one.value for one in figures(text)] == values


def test_a_one_that_counts_nothing_is_no_number():
    assert agree("Take one and try it.", "Try a lamp.") and not agree("Take 1 lamp.", "Try a lamp.")


@pytest.mark.models
def test_measured_on_pairs_it_did_not_see():
    """Of the half that did not set the threshold. docs/writers.md states the same figures."""
    found = false = bad = good = 0
    for source in tomllib.loads(PAIRS.read_text())["source"][1::2]:
        for cites, said in source["good"]:
            good += 1
            false += bool(codes((cites, said), own=source["own"], embedder=registry.embedder()))
        for cites, said, _ in source["bad"]:
            bad += 1
            found += bool(codes((cites, said), own=source["own"], embedder=registry.embedder()))
    print(f"found {found} of {bad}, false {false} of {good}")
    assert found / bad >= 0.95, "recall"
    assert found / (found + false) >= 0.8, "precision"
