"""A small lesson with every kind of block. Its ids are constants, so that tests can name what they answer."""

import uuid


def _id(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"greenroom-test/{name}"))


SINGLE, MULTIPLE = _id("single"), _id("multiple")
SINGLE_RIGHT, SINGLE_WRONG, SINGLE_OTHER = _id("single/right"), _id("single/wrong"), _id("single/other")
MULTIPLE_RIGHT, MULTIPLE_RIGHT_TOO, MULTIPLE_WRONG = _id("multiple/1"), _id("multiple/2"), _id("multiple/3")


def block(kind: str, value, name: str = "") -> dict:
    """One raw block of a body. name: what its id is made of; default: its kind."""
    return {"type": kind, "value": value, "id": _id(name or kind)}


def option(option_id: str, text: str, *, correct: bool = False, feedback: str = "") -> dict:
    value = {"text": text, "correct": correct, "feedback": feedback or f"About “{text}”."}
    return {"type": "item", "id": option_id, "value": value}


def single(name: str = "single") -> dict:
    choices = [
        option(SINGLE_WRONG, "Moody lighting"),
        option(SINGLE_RIGHT, "One warm lamp, frame left", correct=True),
        option(SINGLE_OTHER, "Cinematic, 8K"),
    ]
    return block("single_choice", {"question": "Which line can a gaffer check?", "choices": choices}, name)


def multiple(name: str = "multiple") -> dict:
    choices = [
        option(MULTIPLE_RIGHT, "Where it comes from", correct=True),
        option(MULTIPLE_RIGHT_TOO, "How hard its edge is", correct=True),
        option(MULTIPLE_WRONG, "That it is beautiful"),
    ]
    return block(
        "multiple_choice", {"question": "What belongs in a line about light?", "choices": choices}, name
    )


def item(name: str, value) -> dict:
    return {"type": "item", "id": _id(name), "value": value}


NOBODY = (
    "Nobody looks up. Forty frames of a ferry hang on the wall, and there is not one lamp in any of them."
)


def story(character) -> dict:
    lines = [
        item(
            "line/1",
            {"character": character.pk if character else None, "text": "Who wrote “beautiful lighting”?"},
        ),
        item("line/2", {"character": None, "text": NOBODY}),
    ]
    return block("story_scene", {"setting": "Stage 4, 6.40 in the morning", "lines": lines})


def lesson_body(*, image=None, character=None) -> list[dict]:
    """Raw blocks: every kind once, the image only where one is given."""
    table = {
        "data": [["Vague", "Checkable"], ["Moody", "One lamp, frame left"]],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "",
    }
    prompt = {
        "title": "Lighting",
        "before": "beautiful lighting",
        "after": "one practical lamp, frame left, warm, hard falloff",
        "why": "Source, side, colour, quality: four things to check.",
        "purpose": "teach",
    }
    picture = {
        "image": image.pk if image else None,
        "alt_text": "A desk lit by one lamp from the left.",
        "caption": "One lamp",
        "purpose": "teach",
    }
    blocks = [
        block("heading", {"text": "Say where the light comes from", "level": "2"}),
        block(
            "rich_text", {"text": "<p>A brief is a list of things someone can check.</p>", "purpose": "teach"}
        ),
        block(
            "list",
            {
                "items": [item("item/1", "<p>Source</p>"), item("item/2", "<p>Side</p>")],
                "ordered": False,
                "purpose": "teach",
            },
        ),
        block("table", {"caption": "Vague and checkable", "table": table, "purpose": "teach"}),
        block("image", picture),
        block(
            "callout",
            {
                "tone": "tip",
                "title": "Ask the gaffer",
                "text": "<p>If nobody can check it, it is a wish.</p>",
                "purpose": "teach",
            },
        ),
        block("prompt_example", prompt),
        story(character),
        single(),
        multiple(),
    ]
    return [one for one in blocks if one["type"] != "image" or image]
