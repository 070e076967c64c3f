"""Annotation: label by a guideline, compare with colleagues and the key, mend the guideline, label again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.annotation import page, scoring
from labs.annotation.reading import read_labels, read_repair
from labs.annotation.scheme import REPAIR, SECOND, STEPS, scheme_of
from labs.contract import Desk, LabType, Outcome, Refused


class Annotation(LabType):
    name = "annotation"
    label = "Annotation"
    summary = "Lines or clips are labelled by a guideline, twice, with its repair in between."
    seconds = 540.0
    rule = "annotation/1"

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        return page.shown(desk, scheme_of(desk.task), posted)

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        scheme = scheme_of(desk.task)
        if not scheme.is_whole:
            raise Refused("unfinished", "This lab has no lines or no questions yet. Ask its author.")
        step = STEPS[len(desk.submissions)]
        # The form of a step that is kept already must not be read as the next one's.
        if posted.get("step") != step:
            raise Refused("moved_on", "That step is kept already. Go on from here.")
        if step == REPAIR:
            return {"step": step} | read_repair(scheme, posted)
        labels = read_labels(scheme.questions, scheme.items_of(step), posted)
        return {"step": step, "scheme": scheme.mark, "labels": labels}

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        """Round two is what counts. A repair is kept and shown beside the author's, and not graded."""
        scheme, step = scheme_of(desk.task), work["step"]
        if step == REPAIR:
            return Outcome(score=0.0, passed=False, final=False)
        graded = (scheme.questions, scheme.items_of(step), work["labels"])
        score = scoring.score(*graded)
        return Outcome(
            score=score,
            passed=step == SECOND and score * 100 >= desk.task["to_pass"],
            found={"questions": scoring.verdicts(*graded)},
            final=step == SECOND,
            hinted=scheme.again,
        )

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        scheme = scheme_of(task)
        return {
            f"{question.name}, line {number}: {item.line or 'a clip'}": chosen == key
            for number, item in enumerate(scheme.second, 1)
            # A line whose clip was deleted since is not the line that was labelled.
            for question, chosen, key in zip(
                scheme.questions, work["labels"].get(item.mark, ()), item.key, strict=False
            )
        }


LAB = Annotation()
