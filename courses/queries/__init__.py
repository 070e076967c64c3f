"""What courses can be asked. Reading only."""

from courses.queries.access import closed_collection, may_open, may_see_file, visible, visible_module, way_to
from courses.queries.bearings import Bearings, bearings
from courses.queries.calibration import calibration_of, difficulties, first_answers, latest_calibration
from courses.queries.changes import (
    Proposal,
    Reach,
    changes_since,
    counted,
    due_since,
    excluded_by,
    last_begun,
    proposed_change,
    shown_media,
    stated_change,
    with_due,
    with_exclusion,
    with_exclusion_time,
    with_news,
)
from courses.queries.clips import titles_showing
from courses.queries.competencies import Branch, competency_tree, fed_at
from courses.queries.items import asked_as_now, items, may_see_items
from courses.queries.jottings import Note, notes_at
from courses.queries.lessons import (
    clock,
    kinds_made,
    lengths_of,
    lesson_at,
    live_module,
    media_of,
    spoken_digest,
    steps_of,
)
from courses.queries.listening import Episode, episodes, shown_file
from courses.queries.locks import held_back
from courses.queries.named import pages_by_name
from courses.queries.outlines import Outline, clocks, outline_at, outlines
from courses.queries.overview import Overview, overview
from courses.queries.paths import PathDone, Walk, my_walks, path_done, paths_seen_by, unseen, walks
from courses.queries.pictures import with_sizes
from courses.queries.questions import QuestionState, question_state, question_states
from courses.queries.refreshed import refreshed_state
from courses.queries.shelf import Card, Shelf, cards, next_module, shelves
from courses.queries.sittings import Sitting, latest_attempt, rating_by, sitting, sitting_in
from courses.queries.times import Times, real_times

__all__ = [
    "Branch",
    "Episode",
    "episodes",
    "shown_file",
    "Bearings",
    "Card",
    "asked_as_now",
    "Note",
    "Outline",
    "PathDone",
    "Overview",
    "Proposal",
    "QuestionState",
    "Reach",
    "Shelf",
    "Sitting",
    "Times",
    "Walk",
    "bearings",
    "calibration_of",
    "cards",
    "changes_since",
    "clock",
    "clocks",
    "closed_collection",
    "competency_tree",
    "items",
    "counted",
    "difficulties",
    "due_since",
    "excluded_by",
    "fed_at",
    "first_answers",
    "held_back",
    "kinds_made",
    "last_begun",
    "latest_attempt",
    "latest_calibration",
    "lengths_of",
    "lesson_at",
    "live_module",
    "my_walks",
    "may_open",
    "may_see_file",
    "may_see_items",
    "media_of",
    "next_module",
    "notes_at",
    "outline_at",
    "outlines",
    "overview",
    "pages_by_name",
    "path_done",
    "paths_seen_by",
    "proposed_change",
    "question_state",
    "question_states",
    "rating_by",
    "real_times",
    "refreshed_state",
    "shelves",
    "shown_media",
    "sitting",
    "sitting_in",
    "spoken_digest",
    "stated_change",
    "steps_of",
    "titles_showing",
    "unseen",
    "visible",
    "visible_module",
    "walks",
    "way_to",
    "with_due",
    "with_exclusion",
    "with_exclusion_time",
    "with_news",
    "with_sizes",
]
