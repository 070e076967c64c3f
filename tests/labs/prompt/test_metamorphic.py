"""What may be done to a brief without a change of its grade, and what changes just one element."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.briefs import FOLDER, HELD_OUT, load, split
from benchmarks.prompt_grader import F1_LIMIT, Count, counts, macro
from labs.prompt.grading import ELEMENTS, grade

STATES = {
    "subject": "A retired boxer tapes her hands.",
    "mood": "Tense and tender.",
    "style": "Watercolour storyboard.",
    "camera": "Low angle, 35 mm lens.",
    "lighting": "A single tungsten practical.",
    "environment": "It happens in a flooded car park.",
    "texture": "Cracked paint.",
    "genre": "Film noir.",
    "restrictions": "No logos.",
}
NEGATED = {
    "mood": "no tension",
    "style": "no watercolour",
    "camera": "no low angle",
    "lighting": "no neon glow",
    "texture": "no film grain",
    "genre": "not a western",
}


def covered(text: str) -> set[str]:
    return {key for key, found in grade(text).elements.items() if found.covered}


def kept(name: str) -> list[dict]:
    return yaml.safe_load(Path(FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@given(st.sets(st.sampled_from(ELEMENTS)), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_each_element_is_covered_by_its_own_sentence_in_any_order(elements, chance):
    chosen = sorted(elements)
    chance.shuffle(chosen)
    assert covered(" ".join(STATES[element] for element in chosen)) == elements


@pytest.mark.parametrize("element", ELEMENTS)
def test_without_its_words_just_that_element_drops(element):
    rest = [said for key, said in STATES.items() if key != element]
    assert covered(" ".join(rest)) == set(ELEMENTS) - {element}


@pytest.mark.parametrize(
    "changed",
    [
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "  "),
        lambda text: f"“{text}”",
    ],
)
def test_case_space_and_quotes_change_nothing(changed):
    for said in (
        "low angle, tense, film noir, golden hour, cracked paint",
        "a retired boxer tapes her hands",
    ):
        assert covered(changed(said)) == covered(said)


def test_prose_that_is_broken_to_fit_a_width_goes_on():
    line = "An old ferryman stands on the jetty with his dog, seen from a low"
    assert "camera" in covered(f"{line}\nangle, and it is dark.")
    assert "camera" not in covered("no\nlow\nangle")


@pytest.mark.parametrize("element", NEGATED)
def test_saying_no_to_it_drops_it(element):
    assert covered(NEGATED[element]) == {"restrictions"}


@pytest.mark.parametrize(
    "text", ["tense, tense, tense, tense", "mood mood mood tense", "low angle. low angle. low angle."]
)
def test_saying_it_again_earns_nothing(text):
    assert len(covered(text)) <= 1


def test_restrictions_change_nothing_else():
    brief = " ".join(said for key, said in STATES.items() if key != "restrictions")
    assert covered(f"{brief} No fog, no handheld camera, nothing scary.") == set(ELEMENTS)


def test_paraphrases_of_colleagues_keep_nearly_every_element():
    """Nine in ten: their words are as free as people's are. None of them is of the held-out part."""
    briefs = {brief.id: brief for brief in load()}
    same = total = 0
    for case in kept("paraphrases"):
        assert split(case["id"]) != HELD_OUT
        for text in case["paraphrases"]:
            found = covered(text)
            same += sum((element in found) == (element in briefs[case["id"]].covered) for element in ELEMENTS)
            total += len(ELEMENTS)
    assert same / total >= 0.9


def test_deletions_of_colleagues_drop_nearly_always_what_was_taken_out():
    cases = kept("deletions")
    dropped = sum(case["element"] not in covered(case["without"]) for case in cases)
    assert dropped / len(cases) >= 0.85


def test_the_held_out_briefs_reach_the_limit():
    assert macro(counts(brief for brief in load() if brief.split == HELD_OUT)) >= F1_LIMIT


def test_a_count_gives_precision_recall_and_f1():
    assert (Count(8, 2, 4).precision, Count(8, 2, 4).recall) == (0.8, pytest.approx(2 / 3))
    assert Count(8, 2, 4).f1 == pytest.approx(8 / 11)
    assert Count().f1 == 1.0
