"""What stands between ``:::`` lines: story scenes, prompt examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.blocks.contract import Purpose
from courses.importing.draft import Draft, item
from courses.importing.ids import ItemIds, Mark, Refuse, in_braces
from courses.importing.questions import READERS as QUESTIONS

KINDS = {"story", "prompt", "callout", "text", "stored", "bank", *QUESTIONS} | {
    *("checklist", "term", "reflection", "scenario", "lab"),
    *("audio", "video"),
}
TONES = {"note", "tip", "warning"}
_SPEECH = re.compile(r"([^\W\d_][\w .'’-]{0,59}?):\s+(\S.*)")
_FIELD = re.compile(r"\s*(before|after|why):\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Opening:
    """The first line of a container. mark: its id and other attributes."""

    kind: str
    title: str = ""
    tone: str = "note"
    purpose: Purpose | None = None
    mark: Mark = Mark()


def opening(info: str) -> Opening | None:
    """None for a container of somebody else's dialect: its content is ordinary Markdown."""
    words, mark = in_braces(info)
    kind, _, rest = words.partition(" ")
    kind, rest = kind.lower(), rest.strip()
    if kind not in KINDS:
        return None
    purpose = None
    if kind == "text" and rest in Purpose.values:
        purpose, rest = Purpose(rest), ""
    tone, title = (rest, "") if kind == "callout" and rest in TONES else ("note", rest.strip('"“”'))
    return Opening(kind, title, tone, purpose, mark)


def scene(setting: str, lines: list[str], cast: Mapping[str, int], refuse: Refuse) -> Draft:
    """``NAME: words`` is spoken by a character; anything else is told by the narrator."""
    if not setting:
        raise refuse(-1, 'a story needs its setting: ::: story "Stage 4, 6.40 in the morning"')
    told: list[dict[str, Any]] = []
    ids = ItemIds(refuse)
    for number, line in enumerate(lines):
        words, stated = ids.taken(number, line.strip())
        speech = _SPEECH.fullmatch(words)
        who = cast.get(speech.group(1).lower()) if speech else None
        if speech and who is None and speech.group(1).isupper():
            raise refuse(
                number,
                f"nobody in the cast is called {speech.group(1)}. Add them, or mend the name.",
            )
        if speech and who is not None:
            told.append({"character": who, "text": speech.group(2), "id": stated})
        elif words.startswith("(") or (words and (not told or not lines[number - 1].strip())):
            told.append({"character": None, "text": words, "id": stated})
        elif words:
            told[-1]["text"] += f" {words}"
            told[-1]["id"] = stated or told[-1]["id"]
    for one in told:
        if one["character"] is None:
            one["text"] = re.sub(r"^\((.*)\)$", r"\1", one["text"])
    if not told:
        raise refuse(-1, "this story has no lines.")
    return Draft("story_scene", {"setting": setting, "lines": [item(one, one.pop("id")) for one in told]})


def prompt(title: str, lines: list[str], refuse: Refuse) -> Draft:
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(lines):
        if found := _FIELD.fullmatch(line):
            current = fields.setdefault(found.group(1).lower(), [])
            current.append(found.group(2))
        elif current is not None:
            current.append(line.strip())
        elif line.strip():
            raise refuse(number, "a prompt example begins with “before:”.")
    values = {name: "\n".join(fields.get(name, ())).strip() for name in ("before", "after", "why")}
    missing = [name for name, words in values.items() if not words]
    if missing:
        raise refuse(-1, f"this prompt example lacks {' and '.join(f'“{name}:”' for name in missing)}.")
    return Draft("prompt_example", {"title": title, **values, "purpose": Purpose.TEACH.value})
