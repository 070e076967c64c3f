"""The prompt lab: a prompt is written for a brief in versions, each graded, and one of them is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.contract import Desk, LabType, Outcome, Refused
from labs.library.page import at_the_desk
from labs.prompt.assertions.desk import regression
from labs.prompt.blind.desk import blind
from labs.prompt.drafts import Draft, draft_in, way_in
from labs.prompt.found import found_of
from labs.prompt.grading import NINE, VERSION, grade
from labs.prompt.outputs.page import outputs_page
from labs.prompt.passing import NAMES, share, unmet
from labs.prompt.variants.desk import variants
from labs.prompt.versions import kept_versions, versions
from labs.prompt.writing import words_of
from labs.queries import decisions_in, embargoed_titles

LONGEST, LONGEST_WHY = 4000, 600
"""Characters."""
MOST = 50
"""Versions in a run: each stands on the page."""


class Prompt(LabType):
    name = "prompt"
    label = "Prompt"
    summary = "A brief: write a prompt for it, and mend it version by version."
    seconds = 600.0
    rule = VERSION

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        made = versions(desk, decisions_in(desk.run))
        shown = _shown(desk, made)
        draft = _draft(desk, posted)
        return {
            "draft": draft,
            "way": way_in(posted, "show") if posted and "show" in posted else draft.way,
            "shown": shown,
            "others": [one for one in reversed(made) if one is not shown],
            "next_number": len(made) + 1,
            "asked": [element for element in NINE if element.key in desk.task["elements"]],
            "longest": {"text": LONGEST, "why": LONGEST_WHY},
            **outputs_page(desk),
            **blind(desk),
            **variants(desk),
            **at_the_desk(desk),
        } | regression(desk)

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        return _handed_in(desk, posted) if "hand-in" in posted else _version(desk, posted)

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        if "version" in work:
            found = _numbered(desk, work["version"]).found
        else:
            found = found_of(grade(work["text"], embargoed=embargoed_titles()))
        passed = not unmet(desk.task, found)
        return Outcome(share(desk.task, found), passed, found, final="version" in work)

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        asked = {NAMES[key].capitalize(): found["elements"][key]["covered"] for key in task["elements"]}
        return asked | {
            "Nothing in it that must not be there": not found["leaks"],
            "No contradiction": not found["contradictions"],
        }


def _version(desk: Desk, posted: QueryDict) -> dict[str, Any]:
    kept = kept_versions(desk)
    draft = draft_in(posted, [one.number for one in kept])
    if not draft.text:
        raise Refused("empty", "Write a prompt first. A sentence is enough to begin with.")
    if len(draft.text) > LONGEST or len(draft.why) > LONGEST_WHY:
        raise Refused(
            "too_long",
            f"A prompt has at most {LONGEST} characters, and its reason {LONGEST_WHY}. Yours have "
            f"{len(draft.text)} and {len(draft.why)}.",
        )
    same = next((one for one in kept if words_of(one.work["text"]) == words_of(draft.text)), None)
    if same:
        raise Refused("same", f"That is version {same.number}, word for word. Change one thing and check it.")
    if len(kept) >= MOST:
        raise Refused("too_many", f"That is {MOST} versions. Hand one in; then you can begin again.")
    return {"text": draft.text, "way": draft.way, "why": draft.why, "from": draft.start}


def _handed_in(desk: Desk, posted: QueryDict) -> dict[str, Any]:
    asked = posted["hand-in"]
    found = next((one for one in kept_versions(desk) if str(one.number) == asked), None)
    if found is None:
        raise Refused("no_version", "Check a version first; then hand that one in.")
    return {"version": found.number, "text": found.work["text"]}


def _numbered(desk: Desk, number: int) -> Any:
    return next(one for one in kept_versions(desk) if one.number == number)


def _shown(desk: Desk, made: list) -> Any:
    """The version that stands on the page at length: what was handed in, else the last."""
    if desk.last and desk.last.final:
        return next(one for one in made if one.number == desk.last.work["version"])
    return made[-1] if made else None


def _draft(desk: Desk, posted: QueryDict | None) -> Draft:
    kept = kept_versions(desk)
    if posted and "way" in posted:
        return draft_in(posted, [one.number for one in kept])
    last = kept[-1] if kept else None
    return Draft(last.work["text"], last.work["way"], start=last.number) if last else Draft()


LAB = Prompt()
