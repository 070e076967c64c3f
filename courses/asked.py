"""A question as its page shows it: plain data for the template of its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.asked_options import FORMS, Choice, Option
from courses.blocks.asking import SURENESS, WHOLE, Posted
from courses.queries import QuestionState


@dataclass(frozen=True)
class Question:
    """summary: where the learner stands, in a sentence. said: feedback to the answer as a whole. typed: the
    answer in their own words; accepted: what is right, once it is shown. sureness: what may be said of the
    own answer; sure: a sentence on how that and the outcome fit together.
    """

    block_id: str
    text: str
    form: str
    multiple: bool
    invitation: str
    unanswered: str
    state: QuestionState
    options: tuple[Option, ...]
    summary: str
    said: str
    typed: str
    accepted: tuple[str, ...]
    sureness: tuple[Choice, ...]
    sure: str

    @property
    def template(self) -> str:
        return f"courses/questions/{self.form}.html"


def question_of(child: Any, state: QuestionState, *, seed: str, posted: Posted | None = None) -> Question:
    """child: the bound block that asks. seed: names the attempt. posted: a form that was refused."""
    block = child.block
    held = [one for one in posted.getlist(block.field) if one] if posted else block.held(state.chosen)
    sure = posted.get("confidence", "") if posted else state.confidence
    return Question(
        block_id=str(child.id),
        text=child.value["question"],
        form=block.form,
        multiple=block.multiple,
        invitation=block.invitation,
        unanswered=block.unanswered,
        state=state,
        options=tuple(FORMS[block.form](child, state, held, seed)),
        summary=_summary(block, state),
        said=(state.feedback or {}).get(WHOLE, ""),
        typed=held[0] if held and block.field == "text" else "",
        accepted=tuple(block.in_words(child.value, state.key)),
        sureness=_sureness(child.value, sure),
        sure=SAID_OF_SURENESS.get((state.confidence, state.right_now), ""),
    )


def _summary(block: Any, state: QuestionState) -> str:
    if not state.answered:
        return ""
    if state.correct:
        return "Right, at the first try." if state.tries == 1 else "Right."
    if state.shown:
        return "Here is the answer. Read why before you go on."
    missing = f"{block.missing} " if block.missing else ""
    return f"Not yet. {missing}Read what is said and try once more, or have it shown."


def _sureness(value: Mapping[str, Any], sure: str) -> tuple[Choice, ...]:
    if not value["ask_confidence"]:
        return ()
    return tuple(Choice(one, text, one == sure) for one, text in SURENESS.items())


SAID_OF_SURENESS = {
    ("guessing", True): "You were guessing, and it was right. Read why, so that next time you know.",
    ("guessing", False): "You said that you were guessing: now you know what to look at.",
    ("fairly", True): "You were fairly sure, and you were right.",
    ("fairly", False): "You were fairly sure, and it is something else. Good that you checked.",
    ("certain", True): "You were certain, and rightly so.",
    ("certain", False): "You were certain, and it is something else. This one is worth a second look.",
}
"""(what they said, whether that answer was right) -> how the two fit together."""
