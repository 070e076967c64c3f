import pytest

from labs.prompt.grading import grade


def found(text: str) -> list[tuple[str, str]]:
    return [tuple(span.of(text) for span in one.spans) for one in grade(text).contradictions]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A street at night in broad daylight", ("at night", "broad daylight")),
        ("handheld, locked off", ("handheld", "locked off")),
        ("black and white, saturated colours", ("black and white", "saturated colours")),
        ("midsummer, deep snow", ("midsummer", "snow")),
        ("wide shot of a diver, extreme close-up", ("wide shot", "extreme close-up")),
        ("low angle, bird's-eye view", ("low angle", "bird's-eye view")),
        ("low key, shadowless", ("low key", "shadowless")),
        ("warm light, cold light from the window", ("warm light", "cold light")),
    ],
)
def test_words_that_exclude_each_other_are_named_on_both_sides(text, words):
    assert words in found(text)
    assert all(one.say for one in grade(text).contradictions)


@pytest.mark.parametrize(
    "text",
    [
        "handheld, not locked off",
        "no handheld, locked off",
        "Shot 1: wide shot of the pier.\nShot 2: close-up of her hands.",
        "from a wide shot to a close-up",
        "day turns into night",
        "a night nurse in a summer dress, snow globe",
        "low angle, golden hour",
        "Warm light from the lamp, cold light from the window.",
        "Hard light from the bulb above the sink, soft light through the blind",
    ],
)
def test_a_negation_a_list_of_shots_or_a_change_is_none(text):
    assert found(text) == []
