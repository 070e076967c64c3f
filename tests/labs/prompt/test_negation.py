"""What a negation takes out, and how far it reaches."""

import pytest

from labs.prompt.grading import grade


def covered(text: str) -> set[str]:
    return {key for key, found in grade(text).elements.items() if found.covered}


@pytest.mark.parametrize(
    "text",
    [
        "no moody lighting",
        "not a thriller",
        "don't make it sad",
        "without handheld shake",
        "avoid neon light and film grain",
        "Please never use a close-up.",
        "no fog, rain or snow",
        "steer clear of noir",
        "nothing creepy",
        "No wide shots; no lens flare",
        "free of grain",
        "it must not be a western",
    ],
)
def test_what_is_negated_covers_restrictions_alone(text):
    assert covered(text) == {"restrictions"}


def test_a_list_is_negated_whole_and_what_follows_is_not():
    assert covered("no fog, rain or snow, tense") == {"restrictions", "mood"}
    assert covered("no people, low angle, golden hour") == {"restrictions", "camera", "lighting"}


@pytest.mark.parametrize(
    "text",
    [
        "not only tense but hopeful",
        "not just a western",
        "nothing but golden hour light",
        "not without tension",
    ],
)
def test_what_looks_like_a_negation_takes_nothing_out(text):
    assert "restrictions" not in covered(text)
    assert covered(text) & {"mood", "genre", "lighting"}


def test_but_ends_a_negation():
    assert covered("not sad but joyful") >= {"mood"}
    assert grade("not sad but joyful").elements["mood"].spans[0].of("not sad but joyful") == "joyful"


def test_a_state_that_is_told_restricts_nothing_and_leaves_the_rest_standing():
    found = covered("A man who can't sleep sits in a motel room.")
    assert "restrictions" not in found
    assert found >= {"subject", "environment"}


def test_a_mood_that_is_denied_is_not_covered():
    assert "mood" not in covered("She isn't sad.")


def test_under_a_heading_of_restrictions_everything_is_excluded():
    assert covered("Avoid: low angle, fog, western") == {"restrictions"}
