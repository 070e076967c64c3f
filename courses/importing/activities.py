"""What stands between ``:::`` lines of a checklist, a term, a reflection, a scenario, a lab."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from courses.blocks.contract import Purpose
from courses.importing.containers import Opening, scene
from courses.importing.draft import Draft, item
from courses.importing.feeds import feeds
from courses.importing.ids import ItemIds, Refuse

_POINT = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?(\S.*)")
_GUIDANCE = re.compile(r"\s*>\s?(.*)")
_OTHER = re.compile(r"\s*not:\s*(.*)", re.IGNORECASE)
_COST = re.compile(r"\s*cost:\s*(.*)", re.IGNORECASE)
_FIELD = re.compile(r"\s*(kind|reference|minutes|required):\s*(.*)", re.IGNORECASE)
_YES = {"yes": True, "true": True, "no": False, "false": False, "": False}

Cast = Mapping[str, int]
Read = Callable[[Opening, list[str], Cast, Refuse], Draft]


def _joined(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


def checklist(box: Opening, lines: list[str], cast: Cast, refuse: Refuse) -> Draft:
    if not box.title:
        raise refuse(-1, 'a checklist needs a title: ::: checklist "Before you send the brief"')
    points: list[str] = []
    stated: list[str] = []
    ids = ItemIds(refuse)
    for number, line in enumerate(lines):
        words, name = ids.taken(number, line.strip())
        if found := _POINT.fullmatch(words):
            points.append(found.group(1))
            stated.append(name)
        elif words and not points:
            raise refuse(number, "a checklist holds points and nothing else, each as “- text”.")
        elif words:
            points[-1], stated[-1] = f"{points[-1]} {words}", name or stated[-1]
    if not 2 <= len(points) <= 12:
        raise refuse(-1, f"a checklist has two to twelve points, and this one has {len(points)}.")
    items = [item(one, name) for one, name in zip(points, stated, strict=True)]
    value = {"title": box.title, "items": items}
    return Draft("checklist", value | {"purpose": Purpose.PRACTISE.value})


def term(box: Opening, lines: list[str], cast: Cast, refuse: Refuse) -> Draft:
    if not box.title:
        raise refuse(-1, 'a term needs its word: ::: term "Falloff"')
    other = [found.group(1) for line in lines if (found := _OTHER.fullmatch(line))]
    definition = _joined(line for line in lines if not _OTHER.fullmatch(line))
    if not definition:
        raise refuse(-1, f"“{box.title}” has no definition. Write it below the first line.")
    value = {"term": box.title, "definition": definition, "not_to_be_confused_with": _joined(other)}
    return Draft("term", value | {"purpose": Purpose.TEACH.value})


def reflection(box: Opening, lines: list[str], cast: Cast, refuse: Refuse) -> Draft:
    guidance = [found.group(1) for line in lines if (found := _GUIDANCE.fullmatch(line))]
    prompt = _joined([box.title, *(line for line in lines if not _GUIDANCE.fullmatch(line))])
    if not prompt:
        raise refuse(-1, "this reflection asks nothing: write what one should think about.")
    value = {"prompt": prompt, "guidance": _joined(guidance)}
    return Draft("reflection", value | {"purpose": Purpose.PRACTISE.value})


def scenario(box: Opening, lines: list[str], cast: Cast, refuse: Refuse) -> Draft:
    """The situation, then each choice as ``- text`` with what follows below it, and ``cost:`` at will."""
    if not box.title:
        raise refuse(-1, 'a scenario needs its setting: ::: scenario "Stage 4, 7.10 in the morning"')
    begins = [number for number, line in enumerate(lines) if _POINT.fullmatch(line)]
    if not 2 <= len(begins) <= 4:
        raise refuse(-1, "a scenario has two to four choices, each as “- text” with what follows below it.")
    situation = _lines(lines[: begins[0]], 0, "the situation before the choices", cast, refuse)
    ids, ends = ItemIds(refuse), [*begins[1:], len(lines)]
    branches = [
        _branch(lines[start:end], start, ids, cast, refuse) for start, end in zip(begins, ends, strict=True)
    ]
    value = {"setting": box.title, "situation": situation, "branches": branches}
    return Draft("scenario", value | {"purpose": Purpose.STORY.value})


def _branch(lines: list[str], first: int, ids: ItemIds, cast: Cast, refuse: Refuse) -> dict[str, Any]:
    choice, stated = ids.taken(first, lines[0].strip())
    text = choice[1:].strip()
    cost = _joined(found.group(1) for line in lines if (found := _COST.fullmatch(line)))
    # A line for each, so that a refusal finds its own.
    story = ["" if _COST.fullmatch(line) else line for line in lines[1:]]
    told = _lines(story, first + 1, f"what follows “{text}”", cast, refuse)
    return item({"text": text, "lines": told, "cost": cost}, stated)


def _lines(lines: list[str], first: int, missing: str, cast: Cast, refuse: Refuse) -> list[dict[str, Any]]:
    if not any(line.strip() for line in lines):
        raise refuse(first - 1, f"write {missing}.")
    read = scene("scenario", lines, cast, lambda number, message: refuse(first + number, message))
    return list(read.value["lines"])


def lab(box: Opening, lines: list[str], cast: Cast, refuse: Refuse) -> Draft:
    fields: dict[str, str] = {}
    words: list[str] = []
    for number, line in enumerate(lines):
        if (found := _FIELD.fullmatch(line)) and not words:
            name, said = found.group(1).lower(), found.group(2).strip()
            if name == "minutes" and said and not (said.isdecimal() and 1 <= int(said[:3]) <= 15):
                raise refuse(number, f"“minutes: {said}” must be a whole number from 1 to 15.")
            if name == "required" and said.lower() not in _YES:
                raise refuse(number, f"“required: {said}” must be yes or no.")
            fields[name] = said
        elif line.strip():
            words.append(line)
    missing = [name for name in ("kind", "reference") if not fields.get(name)]
    if missing or not box.title or not words:
        lacks = [*(f"“{name}:”" for name in missing), *([] if box.title else ["a title"])]
        lacks += [] if words else ["an introduction"]
        raise refuse(-1, f"this lab lacks {' and '.join(lacks)}.")
    value = {
        "kind": fields["kind"],
        "reference": fields["reference"],
        "title": box.title,
        "introduction": _joined(words),
        "minutes": int(fields["minutes"]) if fields.get("minutes") else None,
        "required": _YES[fields.get("required", "").lower()],
    }
    stated = feeds(box.mark.attributes, refuse)
    return Draft("lab", value | {"purpose": Purpose.PRACTISE.value} | stated)


READERS: dict[str, Read] = {
    "checklist": checklist,
    "term": term,
    "reflection": reflection,
    "scenario": scenario,
    "lab": lab,
}
"""Kind of container -> what reads it."""
