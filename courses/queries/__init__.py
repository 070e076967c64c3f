"""What courses can be asked. Reading only."""

from courses.queries.access import visible, visible_module
from courses.queries.lessons import clock, lesson_at, live_module, media_of, spoken_digest, steps_of
from courses.queries.questions import QuestionState, question_state, question_states
from courses.queries.shelf import Card, Shelf, cards, outlines, shelves
from courses.queries.sittings import Sitting, latest_attempt, sitting

__all__ = [
    "Card",
    "QuestionState",
    "Shelf",
    "Sitting",
    "cards",
    "clock",
    "latest_attempt",
    "lesson_at",
    "live_module",
    "media_of",
    "outlines",
    "question_state",
    "question_states",
    "shelves",
    "sitting",
    "spoken_digest",
    "steps_of",
    "visible",
    "visible_module",
]
