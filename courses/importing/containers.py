"""What stands between ``:::`` lines: story scenes, prompt examples, questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.blocks.contract import Purpose
from courses.importing.draft import Draft, item

KINDS = {"story", "prompt", "single", "multiple", "callout", "text"}
TONES = {"note", "tip", "warning"}
_PURPOSE = re.compile(r"\{\s*purpose\s*=\s*(\w+)\s*\}\s*$")
_SPEECH = re.compile(r"([^\W\d_][\w .'’-]{0,59}?):\s+(\S.*)")
_FIELD = re.compile(r"\s*(before|after|why):\s*(.*)", re.IGNORECASE)
_OPTION = re.compile(r"\s{0,3}[-*+] \[([ xX])\]\s+(.*)")
_FEEDBACK = re.compile(r"\s*>\s?(.*)")

Refuse = Callable[[int, str], Exception]
"""(line within the container, message) -> the exception to raise."""


@dataclass(frozen=True)
class Opening:
    """The first line of a container."""

    kind: str
    title: str = ""
    tone: str = "note"
    purpose: Purpose | None = None


def opening(info: str) -> Opening | None:
    """None for a container of somebody else's dialect: its content is ordinary Markdown."""
    info = info.strip()
    marked = _PURPOSE.search(info)
    kind, _, rest = _PURPOSE.sub("", info).strip().partition(" ")
    kind, rest = kind.lower(), rest.strip()
    if kind not in KINDS:
        return None
    purpose = Purpose(marked.group(1)) if marked and marked.group(1) in Purpose.values else None
    if kind == "text" and rest in Purpose.values:
        purpose, rest = Purpose(rest), ""
    tone, title = (rest, "") if kind == "callout" and rest in TONES else ("note", rest.strip('"“”'))
    return Opening(kind, title, tone, purpose)


def scene(setting: str, lines: list[str], cast: Mapping[str, int], refuse: Refuse) -> Draft:
    """``NAME: words`` is spoken by a character; anything else is told by the narrator."""
    if not setting:
        raise refuse(-1, 'a story needs its setting: ::: story "Stage 4, 6.40 in the morning"')
    told: list[dict[str, Any]] = []
    for number, line in enumerate(lines):
        words = line.strip()
        speech = _SPEECH.fullmatch(words)
        who = cast.get(speech.group(1).lower()) if speech else None
        if speech and who is None and speech.group(1).isupper():
            raise refuse(
                number,
                f"nobody in the cast is called {speech.group(1)}. Add them, or mend the name.",
            )
        if speech and who is not None:
            told.append({"character": who, "text": speech.group(2)})
        elif words.startswith("(") or (words and (not told or not lines[number - 1].strip())):
            told.append({"character": None, "text": words})
        elif words:
            told[-1]["text"] += f" {words}"
    for one in told:
        if one["character"] is None:
            one["text"] = re.sub(r"^\((.*)\)$", r"\1", one["text"])
    if not told:
        raise refuse(-1, "this story has no lines.")
    return Draft("story_scene", {"setting": setting, "lines": [item(one) for one in told]})


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


def question(kind: str, lines: list[str], refuse: Refuse) -> Draft:
    asked: list[str] = []
    choices: list[dict[str, Any]] = []
    for number, line in enumerate(lines):
        words = line.strip()
        if option := _OPTION.fullmatch(line):
            choices.append(
                {"text": option.group(2).strip(), "correct": option.group(1) != " ", "feedback": ""}
            )
        elif (feedback := _FEEDBACK.fullmatch(line)) and choices:
            choices[-1]["feedback"] = f"{choices[-1]['feedback']} {feedback.group(1).strip()}".strip()
        elif words and choices:
            part = "feedback" if choices[-1]["feedback"] else "text"
            choices[-1][part] += f" {words}"
        elif words:
            asked.append(words)
        elif asked and not choices and number + 1 < len(lines) and lines[number + 1].strip():
            asked.append("")
    if not any(asked):
        raise refuse(-1, "this question asks nothing: write it above its options.")
    if len(choices) < 2:
        raise refuse(-1, "a question needs two options or more, each as “- [ ] text” or “- [x] text”.")
    items = [item(choice) for choice in choices]
    return Draft(f"{kind}_choice", {"question": " ".join(asked).strip(), "choices": items})
