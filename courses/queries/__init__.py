"""What courses can be asked. Reading only."""

from courses.queries.access import may_open, visible, visible_module
from courses.queries.lessons import clock, lesson_at, live_module, media_of, spoken_digest, steps_of
from courses.queries.questions import QuestionState, question_state, question_states
from courses.queries.shelf import Card, Shelf, cards, next_module, outlines, shelves
from courses.queries.sittings import Sitting, latest_attempt, rating_by, sitting

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
    "may_open",
    "media_of",
    "next_module",
    "outlines",
    "question_state",
    "question_states",
    "rating_by",
    "shelves",
    "sitting",
    "spoken_digest",
    "steps_of",
    "visible",
    "visible_module",
]
