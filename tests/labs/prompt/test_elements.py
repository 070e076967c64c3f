"""What each element is, and what only looks like it."""

import pytest

from labs.prompt.grading import ELEMENTS, NINE, grade


def covered(text: str) -> set[str]:
    return {key for key, found in grade(text).elements.items() if found.covered}


def words(text: str, element: str) -> list[str]:
    return [span.of(text) for span in grade(text).elements[element].spans]


STATED = {
    "subject": [
        "a retired boxer tapes her hands",
        "An abandoned lighthouse.",
        "close-up of hands",
        "two kids on a swing",
    ],
    "mood": [
        "tense",
        "tender and a little funny",
        "She is heartbroken.",
        "It should feel like the last day of school",
    ],
    "style": [
        "watercolour storyboard",
        "documentary realism",
        "stop-motion",
        "black-and-white photography",
        "in the manner of 1970s paranoia films",
        "Paint it like a naive altar panel",
    ],
    "camera": [
        "close-up",
        "over the shoulder",
        "50 mm",
        "f/2.8",
        "slow dolly in",
        "locked off",
        "shallow depth of field",
        "The camera slowly drifts past her",
        "wide",
        "ankle height",
    ],
    "lighting": [
        "single tungsten practical",
        "backlit",
        "soft window light from the left",
        "hard noon sun",
        "low key",
        "golden hour",
        "lit by a phone screen",
        "overcast, flat light",
        "3200 K key light",
        "under a single street lamp",
    ],
    "environment": [
        "a nurse in a flooded car park",
        "a man at dawn in fog",
        "a cook in Leith",
        "a kitchen in Scotland, 1974",
        "A woman. Winter.",
        "a boxer, empty gym",
    ],
    "texture": [
        "cracked paint",
        "wet asphalt",
        "coarse wool",
        "grainy 16 mm",
        "brushed steel",
        "peeling posters",
        "dust on the lens",
        "toothy paper",
        "Her skin is rough",
    ],
    "genre": [
        "film noir",
        "western",
        "romantic comedy",
        "nature documentary",
        "a music video",
        "wildlife rescue show",
    ],
    "restrictions": [
        "no people",
        "without text or logos",
        "avoid lens flare",
        "never show his face",
        "don't use red",
        "nothing modern",
        "free of brands",
        "leave out the sky",
        "keep faces off screen",
        "logo-free",
        "faces must not be seen",
    ],
}


@pytest.mark.parametrize(
    ("element", "text"), [(key, text) for key, texts in STATED.items() for text in texts]
)
def test_what_states_an_element_covers_it(element, text):
    assert element in covered(text)


LOOKS_LIKE_IT = {
    "subject": [
        "a scene",
        "something about loneliness",
        "a cool video",
        "my idea",
        "make it beautiful",
        "it",
        "them",
    ],
    "mood": ["epic, stunning", "dark", "It should be dark."],
    "style": ["a thriller", "cinematic", "nice style", "cool look"],
    "camera": [
        "a man repairs a camera",
        "a camera on the table",
        "good camera work",
        "a shot of whisky",
        "a picture frame on the wall",
    ],
    "lighting": [
        "at night",
        "well lit",
        "good lighting",
        "dark",
        "a light jacket",
        "a dark secret",
        "red traffic light",
    ],
    "environment": ["a futuristic city", "an abandoned lighthouse", "in the style of a comic", "a raincoat"],
    "texture": ["a wooden table", "leather jacket", "velvet curtains", "a rough sketch"],
    "genre": [
        "a film",
        "a movie trailer",
        "he reads a western",
        "a noir novel lies on the table",
        "western boots",
    ],
    "restrictions": [
        "he can't sleep",
        "she doesn't know yet",
        "no longer young",
        "no restrictions",
        "no idea about the camera",
        "no problem",
        "16:9, 10 seconds",
        "not only sad but hopeful",
        "nothing but rain",
    ],
}


@pytest.mark.parametrize(
    ("element", "text"), [(key, text) for key, texts in LOOKS_LIKE_IT.items() for text in texts]
)
def test_what_only_looks_like_an_element_does_not(element, text):
    assert element not in covered(text)


def test_a_brief_of_nine_is_nine():
    text = (
        "A retired boxer tapes her hands in a flooded car park at dawn. Single tungsten practical, low angle."
        " Tense. Watercolour storyboard, cracked paint, film noir, no people in the background."
    )
    assert grade(text).covered == 9
    assert words(text, "lighting") == ["Single tungsten practical"]
    assert words(text, "restrictions") == ["no people in the background"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t",
        "?!… 🎬",
        "subject mood style camera lighting environment texture genre restrictions",
        "Camera camera camera lighting lighting mood mood style style.",
        "cinematic, epic, 8k, masterpiece, stunning, best quality, trending",
        "Add camera and lighting, please.",
    ],
)
def test_names_of_elements_praise_and_nothing_cover_nothing(text):
    assert covered(text) == set()


def test_stuffing_earns_nothing():
    assert covered("moody moody moody lighting lighting camera camera camera angle texture texture") == set()


def test_a_form_is_read_by_its_headings():
    text = "Subject: old fisherman\nMood: tbd\nStyle:\nCamera: n/a\nLighting: candle\nAvoid: text, logos"
    assert covered(text) == {"subject", "lighting", "restrictions"}


@pytest.mark.parametrize(
    "value", ["tbd", "none", "n/a", "?", "-", "not sure yet", "up to you", "TBC", "open"]
)
def test_a_heading_without_an_answer_covers_nothing(value):
    form = "\n".join(f"{element.label}: {value}" for element in NINE)
    assert covered(form) == set()


def test_headings_may_stand_in_one_line_or_in_json():
    assert covered("Subject: a diver. Mood: uneasy calm. Camera: tbd. Genre: western.") == {
        "subject",
        "mood",
        "genre",
    }
    assert covered('{"subject": "a diver", "camera": "tbc", "lighting": "faint, from beneath"}') == {
        "subject",
        "lighting",
    }


def test_what_is_said_of_the_work_is_not_of_the_picture():
    assert covered("Client: Harbour Bank\nDeadline: Friday\nFormat: 16:9") == set()


def test_an_hour_in_the_name_of_a_light_is_no_hour():
    assert "environment" not in covered("low morning sun through spokes")
    assert "environment" not in covered("it should look like a faded 1970s airline poster")


def test_the_nine_come_in_the_order_of_the_issue():
    assert ELEMENTS == (
        "subject", "mood", "style", "camera", "lighting", "environment", "texture", "genre", "restrictions",
    )  # fmt: skip
    assert list(grade("x").elements) == list(ELEMENTS)


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ("like a home movie", True),
        ("like a seventies thriller", True),
        ("like a thriller", False),  # a kind of story alone is no manner
        ("shot on a pier", False),
        ("shot on a cheap camcorder", True),
    ],
)
def test_a_manner_is_told_by_what_it_is_like_and_shot_on(said, covered):
    assert grade(f"A girl waits, {said}.").elements["style"].covered is covered


@pytest.mark.parametrize(
    "warm",
    ["The light is warm and hard.", "One bare deck lamp, warm and hard.", "The soup is warm and thick."],
)
def test_warmth_of_a_thing_is_no_mood(warm):
    assert not grade(f"A cook at a stove. {warm}").elements["mood"].covered
