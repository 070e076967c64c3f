"""What the grader found, as it is kept with a version."""

from __future__ import annotations

from typing import Any

from labs.prompt.grading import Grade, Span


def found_of(grade: Grade) -> dict[str, Any]:
    """As JSON. Spans are [start, end) of the text."""
    return {
        "covered": grade.covered,
        "elements": {
            key: {"covered": one.covered, "spans": [_pair(span) for span in one.spans]}
            for key, one in grade.elements.items()
        },
        "contradictions": [
            {"spans": [_pair(span) for span in one.spans], "say": one.say} for one in grade.contradictions
        ],
        "leaks": [{"kind": one.kind, "span": _pair(one.span), "say": one.say} for one in grade.leaks],
        "notes": [
            {"kind": one.kind, "span": one.span and _pair(one.span), "say": one.say} for one in grade.notes
        ],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
