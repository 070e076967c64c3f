"""What every block that asks knows: what it takes from a form, how that is judged, what is said to it."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.blocks.contract import (
    QUESTION_PAUSE,
    Grade,
    InvalidResponse,
    LessonBlock,
    Passage,
    Purpose,
    spoken,
)
from courses.blocks.feeds import FeedsBlock
from courses.phrasebook import phrase

SURENESS = {"guessing": "Guessing", "fairly": "Fairly sure", "certain": "Certain"}
"""What somebody may say of their own answer. Kept with it, never part of a score."""

WHOLE = ""
"""The key of feedback that speaks to an answer as a whole."""

SPOKEN = "spoken"
"""The seed of the order in which options are spoken and drawn, where it must not be the author's."""

GONE = "That option is not part of this question any more. Reload the page and choose again."


class Posted(Protocol):
    """The fields of a form, as Django's QueryDict has them."""

    def get(self, name: str, default: str = "") -> str: ...
    def getlist(self, name: str) -> list[str]: ...


def shuffled(ids: Iterable[str], seed: str) -> list[str]:
    """The same order for the same seed for ever, and no relation to the order given."""
    return sorted(ids, key=lambda one: hashlib.sha256(f"{seed} {one}".encode()).digest())


def lettered(texts: Iterable[str]) -> list[str]:
    """As a voice tells them apart: ``A: Moody lighting``."""
    return [f"{letter}: {text}" for letter, text in zip(string.ascii_uppercase, texts, strict=False)]


class Asking(LessonBlock, blocks.StructBlock):
    """A question. A kind says how it is asked (`form`) and overrides `given`, `score`, `key` and `feedback`.

    A response is plain data that is kept for ever: ``{"options": [id, …], "confidence": "certain"}``.
    What it says is `given`: a list of ids, in an order and form of the kind's own that its `key` has too.
    """

    purpose = Purpose.PRACTISE
    own_step = True
    asks = True
    rule = ""
    form = "choice"
    """The template that asks: templates/courses/questions/<form>.html."""
    field = "options"
    """The name of the form's field that holds the answer."""
    multiple = False
    invitation = ""
    """One line under the question: what to do."""
    spoken_invitation = ""
    unanswered = "Choose an answer first."
    missing = ""
    """What to look for after a wrong try, where nothing else may be said."""
    beside = frozenset({"feedback", "ask_confidence", "feeds"})
    """Fields, at any depth, that are no part of what is asked or right: mended, it is the same question."""

    question = blocks.TextBlock(rows=2)
    ask_confidence = blocks.BooleanBlock(
        required=False,
        default=False,
        label="Ask how sure they are",
        help_text="Guessing, fairly sure or certain. It is told back to them, and never counts.",
    )
    feeds = FeedsBlock()

    def text_to_read(self, value: Mapping[str, Any]) -> str:
        return " ".join([value["question"] or "", *(text for _, text in self.options(value))])

    def read_out(self, value: Mapping[str, Any], options: list[str]) -> list[Passage]:
        """The narration of a question with its options, a letter each, and a pause to think."""
        told = [value["question"] or "", *lettered(options), phrase(self.spoken_invitation)]
        slide = {
            "kind": "question",
            "form": "lettered",
            "title": value["question"],
            "hint": phrase(self.invitation),
            "options": options,
        }
        return spoken(told, slide, pause=QUESTION_PAUSE)

    def response(self, posted: Posted) -> dict[str, Any]:
        """The response of a form. Raises InvalidResponse where no response can be made of it."""
        sure = posted.get("confidence", "")
        return self.taken(posted) | ({"confidence": sure} if sure else {})

    def taken(self, posted: Posted) -> dict[str, Any]:
        return {"options": [one for one in posted.getlist("options") if one]}

    def grade(self, value: Mapping[str, Any], response: Any) -> Grade:
        given = self.given(value, response)
        self._check_confidence(value, response)
        score = self.score(value, given)
        return Grade(score, score == 1.0, self.feedback(value, given, closed=score == 1.0))

    def given(self, value: Mapping[str, Any], response: Any) -> list[str]:
        """What a response says. Raises InvalidResponse where it does not fit the question."""
        given = self.known(value, response)
        if not self.multiple and len(set(given)) > 1:
            raise InvalidResponse("Choose one answer.")
        return given

    def known(self, value: Mapping[str, Any], response: Any) -> list[str]:
        """The ids of a response, all of them options of this question. Raises InvalidResponse."""
        ids = response.get("options") if isinstance(response, dict) else None
        if not isinstance(ids, list) or not ids or not all(isinstance(one, str) for one in ids):
            raise InvalidResponse(self.unanswered)
        if not set(ids) <= {one for one, _ in self.options(value)}:
            raise InvalidResponse(GONE)
        return ids

    def held(self, given: Sequence[str]) -> list[str]:
        """The values of the form's field that say the same."""
        return list(given)

    def standing(self, value: Mapping[str, Any], response: Any) -> list[str]:
        """What a stored response says; nothing where the question has changed under it."""
        try:
            return self.given(value, response)
        except InvalidResponse:
            return []

    def score(self, value: Mapping[str, Any], given: Sequence[str]) -> float:
        """0..1; 1 for what is right, and nothing else."""
        raise NotImplementedError

    def feedback(self, value: Mapping[str, Any], given: Sequence[str], *, closed: bool) -> dict[str, str]:
        """What an answer has earned, by option id or WHOLE. closed: the key is shown, with its reasons."""
        raise NotImplementedError

    def in_words(self, value: Mapping[str, Any], given: Sequence[str]) -> list[str]:
        """An answer, or a key, for people to read."""
        texts = dict(self.options(value))
        return [texts[one] for one in given if one in texts]

    def arranged(self, value: Mapping[str, Any], seed: str) -> list[tuple[str, str]]:
        """The options in the order of one attempt. seed: what names it."""
        return self.options(value)

    def _check_confidence(self, value: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        sure = response.get("confidence", "")
        if sure == "":
            return
        if not value.get("ask_confidence") or not isinstance(sure, str) or sure not in SURENESS:
            raise InvalidResponse(
                "Say how sure you are with one of the three: guessing, fairly sure or certain."
            )

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        faults = {name: ValidationError(said) for name, said in self.faults(cleaned).items() if said}
        if faults:
            raise StructBlockValidationError(block_errors=faults)
        return cleaned

    def faults(self, value: Mapping[str, Any]) -> dict[str, str]:
        """What keeps a filled in question from being fair, by the name of its field."""
        return {}
