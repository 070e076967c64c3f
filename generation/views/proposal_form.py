"""What an author made of a proposal, out of its form."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from generation.completeness import LONGEST
from generation.ports import Kind

CHECK_ANSWERS = {"true": True, "false": False}


def posted(kind: Kind, form: QueryDict) -> dict[str, Any]:
    """The content as it stands in the form. An option without a word counts as taken away."""
    content: dict[str, Any] = {name: form.get(name, "").strip() for name in LONGEST[kind]}
    if kind is Kind.CHECK:
        content["answer"] = CHECK_ANSWERS.get(form.get("answer", ""))
    if kind is Kind.QUESTION:
        right = form.get("correct", "")
        told = zip(form.getlist("option"), form.getlist("feedback"), strict=False)
        content["options"] = [
            {"text": text.strip(), "feedback": feedback.strip(), "correct": str(number) == right}
            for number, (text, feedback) in enumerate(told)
            if text.strip() or feedback.strip()
        ]
    return content
