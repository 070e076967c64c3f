"""The form a language model's answer takes, kind by kind, and suggestions out of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generation.ports import Kind, Reading, Suggestion

STRING = {"type": "string"}
FALSE_TRUE = {"type": "boolean"}
Item = Mapping[str, Any]


def form_of(**fields: Any) -> dict[str, Any]:
    """JSON Schema of an object with exactly these fields."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


@dataclass(frozen=True)
class Form:
    """fields: what an item has beside its citation. most: items. content: item, seed -> content."""

    kind: Kind
    fields: Mapping[str, Any]
    most: int
    content: Callable[[Item, str], dict[str, Any]]

    def suggestions(self, items: Sequence[Item], reading: Reading, seed: int) -> list[Suggestion]:
        numbers = {name: number for number, name in enumerate(sentence_ids(len(reading.sentences)))}
        return [
            Suggestion(self.kind, numbers[item["cites"]], self.content(item, f"{seed} {at}"))
            for at, item in enumerate(items)
        ]


def sentence_ids(count: int) -> list[str]:
    """What sentences are called in a prompt: each stands for one of the lesson, and so for its block."""
    return [f"s{number}" for number in range(1, count + 1)]


def schema(form: Form, reading: Reading) -> dict[str, Any]:
    """JSON Schema of an answer: a citation can be nothing but a sentence of this lesson."""
    item = form_of(cites={"enum": sentence_ids(len(reading.sentences))}, **form.fields)
    return form_of(items={"type": "array", "items": item, "minItems": 1, "maxItems": form.most})


def _line(item: Item, seed: str) -> dict[str, Any]:
    return {"text": item["text"]}


def _term(item: Item, seed: str) -> dict[str, Any]:
    return {"term": item["term"], "definition": item["definition"]}


def _question(item: Item, seed: str) -> dict[str, Any]:
    options = [{"text": item["answer"], "correct": True, "feedback": item["feedback"]}]
    options += [{**wrong, "correct": False} for wrong in item["wrong"]]
    # The order must only be the same next time.
    random.Random(seed).shuffle(options)  # noqa: S311
    return {"question": item["question"], "options": options}


def _check(item: Item, seed: str) -> dict[str, Any]:
    told = {"statement": item["statement"], "answer": item["answer"]}
    told |= {"if_true": item["if_true"], "if_false": item["if_false"]}
    return told if item["answer"] else told | {"right": item["right"], "wrong": item["wrong"]}


WRONG = {
    "type": "array",
    "items": form_of(text=STRING, feedback=STRING),
    "minItems": 2,
    "maxItems": 3,
}
FORMS = (
    Form(Kind.OBJECTIVE, {"text": STRING}, 3, _line),
    Form(Kind.SUMMARY, {"text": STRING}, 2, _line),
    Form(Kind.KEY_POINT, {"text": STRING}, 5, _line),
    Form(Kind.TERM, {"term": STRING, "definition": STRING}, 6, _term),
    Form(
        Kind.QUESTION,
        {"question": STRING, "answer": STRING, "feedback": STRING, "wrong": WRONG},
        6,
        _question,
    ),
    Form(
        Kind.CHECK,
        {
            "statement": STRING,
            "answer": FALSE_TRUE,
            "right": STRING,
            "wrong": STRING,
            "if_true": STRING,
            "if_false": STRING,
        },
        4,
        _check,
    ),
)
