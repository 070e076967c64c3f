"""Training room: choose lines, label them, watch a small model learn, find its bias, set its mark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.contract import Desk, LabType, Outcome, Refused
from labs.queries import key_was_seen, trainings_of
from labs.training_room import grading, page
from labs.training_room.reading import read
from labs.training_room.room import room_of
from labs.training_room.standing import FILTER, TEST, standing


class TrainingRoom(LabType):
    name = "training_room"
    label = "Training room"
    summary = (
        "Learners' own labels train a small model in front of them; they find its bias and set its mark."
    )
    seconds = 900.0
    rule = "training/2"

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        return page.shown(desk, room_of(desk.task), trainings_of(desk.run), posted)

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        room = room_of(desk.task)
        if not room.is_whole:
            raise Refused("unfinished", "This room has no lines yet. Ask its author.")
        return read(room, desk.task, standing(desk.submissions, trainings_of(desk.run)), posted)

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        """The last step is what counts; what it says of the model follows from the last round's training."""
        if work["step"] not in (TEST, FILTER):
            return Outcome(score=0.0, passed=False, final=False)
        room, trainings = room_of(desk.task), trainings_of(desk.run)
        at = standing(desk.submissions, trainings)
        if work["step"] == TEST:
            return grading.tested(room, at, trainings, work)
        hinted = key_was_seen(desk.run) or grading.was_told(room, at, trainings)
        return grading.handed_in(room, desk.task, at, trainings, work, hinted=hinted)

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        asked = {
            "accuracy": "Right about lines it has not seen",
            "named": "Which group is treated worse",
            "precision": "Precision on the refusal set",
            "recall": "Recall on the refusal set",
        }
        return {label: found["met"][name] for name, label in asked.items()}


LAB = TrainingRoom()
