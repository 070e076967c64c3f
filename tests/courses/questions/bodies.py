"""Raw questions of every kind. Their ids are constants, so that tests can name what they answer."""

from tests.lesson import block, item

CHECK, ORDER, MATCH, WORDS = (block(kind, {})["id"] for kind in ("check", "order", "match", "words"))
STEPS = ["Block the scene", "Light it", "Rehearse with camera", "Shoot"]
STEP = [item(f"step/{text}", text)["id"] for text in STEPS]
PAIRS = {"Key": "Shapes the face", "Fill": "Softens the shadows", "Back": "Lifts off the wall"}
PAIR = {left: item(f"pair/{left}", left)["id"] for left in PAIRS}


def check(**fields) -> dict:
    value = {
        "question": "“Moody lighting” is something a gaffer can check.",
        "right": "false",
        "if_true": "Nobody can point at moody.",
        "if_false": "Yes: it names no source and no side.",
    }
    return block("quick_check", value | fields, "check")


def order(texts=STEPS, **fields) -> dict:
    steps = [item(f"step/{text}", {"text": text, "feedback": f"Why “{text}” is here."}) for text in texts]
    hint = "Ask what would have to be done again."
    return block("ordering", {"question": "In which order?", "steps": steps, "hint": hint} | fields, "order")


def match(pairs=PAIRS, distractors=("Sets the stop",), **fields) -> dict:
    items = [
        item(f"pair/{left}", {"left": left, "right": right, "feedback": f"“{left}” does that."})
        for left, right in pairs.items()
    ]
    value = {
        "question": "Which lamp does what?",
        "pairs": items,
        "distractors": [item(f"distractor/{text}", text) for text in distractors],
        "hint": "Begin with the brightest.",
    }
    return block("matching", value | fields, "match")


def words(**fields) -> dict:
    value = {
        "question": "What is it called when light fades with distance?",
        "accepted": "falloff\nlight falloff",
        "patterns": "fall[- ]off( of (the )?light)?",
        "why": "Falloff: twice the distance, a quarter of the light.",
        "near_misses": [item("near/fade", {"answer": "fade", "feedback": "A fade is done in the edit."})],
        "hint": "It begins with what light does.",
    }
    return block("short_answer", value | fields, "words")


ALL = {"quick_check": check, "ordering": order, "matching": match, "short_answer": words}
