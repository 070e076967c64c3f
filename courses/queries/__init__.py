"""What courses can be asked. Reading only."""

from courses.queries.access import may_open, visible, visible_module, way_to
from courses.queries.lessons import (
    clock,
    kinds_made,
    lesson_at,
    live_module,
    made_seconds,
    media_of,
    spoken_digest,
    steps_of,
)
from courses.queries.outlines import Outline, clocks, outline_at, outlines
from courses.queries.pictures import with_sizes
from courses.queries.questions import QuestionState, question_state, question_states
from courses.queries.shelf import Card, Shelf, cards, next_module, shelves
from courses.queries.sittings import Sitting, latest_attempt, rating_by, sitting, sitting_in

__all__ = [
    "Card",
    "Outline",
    "QuestionState",
    "Shelf",
    "Sitting",
    "cards",
    "clock",
    "clocks",
    "kinds_made",
    "latest_attempt",
    "lesson_at",
    "live_module",
    "made_seconds",
    "may_open",
    "media_of",
    "next_module",
    "outline_at",
    "outlines",
    "question_state",
    "question_states",
    "rating_by",
    "shelves",
    "sitting",
    "sitting_in",
    "spoken_digest",
    "steps_of",
    "visible",
    "visible_module",
    "way_to",
    "with_sizes",
]
