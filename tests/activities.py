"""Raw blocks of what a learner does for themself, with ids that tests can name."""

from tests.lesson import _id, block, item

CHECKLIST, REFLECTION, SCENARIO, TERM, LAB = (
    _id(name) for name in ("checklist", "reflection", "scenario", "term", "lab")
)
LAMP, SIDE = _id("tick/lamp"), _id("tick/side")
ASK, SHOOT = _id("branch/ask"), _id("branch/shoot")


def checklist() -> dict:
    items = [item("tick/lamp", "The lamp is named"), item("tick/side", "So is its side")]
    return block("checklist", {"title": "Before you send the brief", "items": items})


def reflection() -> dict:
    value = {"prompt": "What did you last call “beautiful”?", "guidance": "One sentence is enough."}
    return block("reflection", value)


def term(word: str = "Falloff", definition: str = "How quickly light fades with distance.", **value) -> dict:
    return block("term", {"term": word, "definition": definition, **value})


def _said(name: str, text: str, character=None) -> dict:
    return item(name, {"character": character.pk if character else None, "text": text})


def scenario(character=None, **value) -> dict:
    ask = {
        "text": "Ask for ten minutes",
        "lines": [_said("ask/1", "Ten. Not eleven.", character), _said("ask/2", "The lamp is back.")],
        "cost": "ten minutes",
    }
    shoot = {"text": "Shoot without it", "lines": [_said("shoot/1", "Nobody finds the door.")], "cost": ""}
    situation = [_said("situation/1", "The lamp by the door is out.")]
    branches = [item("branch/ask", ask), item("branch/shoot", shoot)]
    told = {"setting": "Stage 4, 7.10", "situation": situation, "branches": branches}
    return block("scenario", told | value)


def lab(**value) -> dict:
    told = {
        "kind": "grading",
        "reference": "lamp",
        "title": "Brief a lamp",
        "introduction": "Write the line.",
        "minutes": 4,
        "required": False,
    }
    return block("lab", told | value)
