"""Clip catalogue: emotion, pace and level as somebody judges them, beside what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from courses.models import Clip
from labs.clip_catalogue.judging import LEVELS, RANGES, in_lufs, level_of, pace_is_near, range_is_near, share
from labs.clip_catalogue.measured import Figures, figures_of
from labs.contract import Desk, LabType, Outcome, Refused

NOTES = ("people", "objects", "scene")
SILENT = "without_sound"
LEFT_OUT = "left out"
LONGEST_NOTE = 600
"""Characters."""
MOST_PACE = 1200.0
"""Cuts a minute: twenty a second."""
HEARD = ("level", "loudness")
"""What only somebody who hears the clip can judge."""
MARKS = {"emotion": "Emotion", "pace": "Pace", "level": "Level", "loudness": "Loudness"}


class ClipCatalogue(LabType):
    name = "clip_catalogue"
    label = "Clip catalogue"
    summary = "Clips: judge emotion, pace and level, then see what was measured and what was meant."
    seconds = 420.0
    rule = "clips/2"

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        clips = _clips(desk)
        figures = figures_of(clips)
        return {
            "items": [_item(at, one, desk, posted, figures) for at, one in enumerate(desk.task["clips"])],
            "emotions": list(desk.task["emotions"]),
            "levels": list(LEVELS.items()),
            "ranges": list(RANGES.items()),
            "target": in_lufs(desk.task["target"]),
            "longest": LONGEST_NOTE,
            "without_sound": _without_sound(posted)
            if posted
            else bool(desk.last and desk.last.work.get(SILENT)),
            "waits": [clip.title for clip in clips if not figures[clip.pk].is_measured],
        }

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        judged: list[dict[str, Any] | None] = []
        lacks = []
        silent = _without_sound(posted)
        for at, one in enumerate(desk.task["clips"]):
            if not _is_asked(one):
                judged.append(None)
                continue
            said = _said(posted, at)
            judged.append(said | {"pace": _pace(said["pace"])} | (dict.fromkeys(HEARD, "") if silent else {}))
            if missing := _missing(said, one["clip"], desk.task, silent):
                lacks.append(f"Clip {at + 1}: {', '.join(missing)}.")
        if lacks:
            raise Refused("incomplete", " ".join(lacks))
        return {"clips": judged, SILENT: silent}

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        figures = figures_of(_clips(desk))
        found: list[dict[str, Any] | None] = []
        for said, one in zip(work["clips"], desk.task["clips"], strict=True):
            measured = _measured(one["clip"], figures) if said else None
            found.append(measured and _judged(said, one, measured, desk.task, heard=not work.get(SILENT)))
        near, of = share(mark for one in found if one for mark in one["marks"].values())
        if not of:
            raise Refused("gone", "The clips of this lab are no longer there. Tell its author.")
        passed = near * 100 >= desk.task["to_pass"] * of
        return Outcome(near / of, passed, {"clips": found, "near": near, "of": of})

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        return {
            f"Clip {number}, {MARKS[name].lower()}": near
            for number, one in enumerate(found["clips"], 1)
            if one
            for name, near in one["marks"].items()
        }


def _clips(desk: Desk) -> list[Clip]:
    return [one["clip"] for one in desk.task["clips"] if one["clip"]]


def _is_asked(one: Mapping[str, Any]) -> bool:
    """A clip that was deleted since is neither asked for nor counted."""
    return bool(one["clip"]) and not one["yardstick"]


def _measured(clip: Clip, figures: Mapping[int, Figures]) -> Figures:
    """Raises Refused where a worker has yet to measure the file."""
    if not figures[clip.pk].is_measured:
        told = f"“{clip.title}” is still to be measured. Hand in again in some minutes; nothing is lost here."
        raise Refused("not_measured", told)
    return figures[clip.pk]


def _without_sound(posted: QueryDict) -> bool:
    """Of all clips or of none: what one happens to find hard is not left out by itself."""
    return posted.get(SILENT) == "yes"


def _said(posted: QueryDict, at: int) -> dict[str, str]:
    return {name: posted.get(f"{name}-{at}", "").strip() for name in (*MARKS, *NOTES)}


def _pace(said: str) -> float | None:
    """Cuts a minute; None for what is no such number."""
    try:
        found = float(said.replace(",", "."))
    except ValueError:
        return None
    return found if 0 <= found <= MOST_PACE else None


def _missing(said: Mapping[str, str], clip: Clip, task: Mapping[str, Any], silent: bool) -> list[str]:
    """What a judgement lacks, in words."""
    whole = {
        "say what it carries": said["emotion"] in task["emotions"],
        "count the cuts a minute": clip.type != "video" or _pace(said["pace"]) is not None,
        "say how loud it is to you": silent or said["level"] in LEVELS,
        "choose a range of loudness": silent or said["loudness"] in RANGES,
        f"keep each note under {LONGEST_NOTE} characters": all(
            len(said[name]) <= LONGEST_NOTE for name in NOTES
        ),
    }
    return [told for told, is_there in whole.items() if not is_there]


def _judged(
    said: Mapping[str, Any],
    one: Mapping[str, Any],
    found: Figures,
    task: Mapping[str, Any],
    *,
    heard: bool,
) -> dict[str, Any]:
    """marks: what is near enough; pace is judged of films only, level and loudness of what was heard.

    What was measured is kept with it.
    """
    tolerance = task["loudness_tolerance"]
    level = level_of(found.loudness, task["target"], tolerance)
    marks = {"emotion": said["emotion"].casefold() == one["emotion"].strip().casefold()}
    if heard:
        marks["level"] = said["level"] == level
        marks["loudness"] = range_is_near(said["loudness"], found.loudness, tolerance)
    if found.pace is not None:
        marks["pace"] = said["pace"] is not None and pace_is_near(
            said["pace"], found.pace, task["pace_tolerance"]
        )
    kept = {name: getattr(found, name) for name in ("seconds", "cuts", "pace", "loudness", "spread", "peak")}
    return {"marks": marks, "measured": kept | {"level": level}}


def _item(
    at: int, one: Mapping[str, Any], desk: Desk, posted: QueryDict | None, figures: Mapping[int, Figures]
) -> dict[str, Any]:
    """One clip. What it was meant to carry, and what was measured, come once a judgement is kept."""
    clip, done = one["clip"], desk.last
    shown = {"number": at, "clip": clip, "yardstick": one["yardstick"], "asked": _is_asked(one)}
    if clip and one["yardstick"]:
        return shown | {"figures": figures[clip.pk], "why": one["why"]}
    if done is None:
        return shown | {"said": _said(posted, at) if posted else {}}
    said, found = done.work["clips"][at], done.found["clips"][at]
    if not said:
        return shown
    rows = _rows(said, found, one)
    return shown | {"said": said, "rows": rows, "why": one["why"], "figures": found["measured"]}


def _rows(said: Mapping[str, Any], found: Mapping[str, Any], one: Mapping[str, Any]) -> list[tuple]:
    """(what, as judged, as meant or measured, whether that is near), in the order of the form. None: it was
    left out.
    """
    figures, marks = found["measured"], found["marks"]
    told = {"emotion": (said["emotion"], one["emotion"])}
    if "pace" in marks:
        told["pace"] = (_a_minute(said["pace"]), _a_minute(figures["pace"]))
    told["level"] = (LEVELS.get(said["level"], LEFT_OUT), LEVELS[figures["level"]])
    told["loudness"] = (RANGES.get(said["loudness"], LEFT_OUT), in_lufs(figures["loudness"]))
    return [(MARKS[name], *told[name], marks.get(name)) for name in MARKS if name in told]


def _a_minute(pace: float | None) -> str:
    return "none given" if pace is None else f"{pace:.3g} cuts a minute"


LAB = ClipCatalogue()
