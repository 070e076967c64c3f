"""Every read of labs."""

from labs.queries.annotation import labels_of_colleagues
from labs.queries.comparisons import comparable, comparison_in, comparisons_in, has_comparable
from labs.queries.credentials import exchanged, reading_of
from labs.queries.decisions import decisions_in
from labs.queries.drafts import draft_of
from labs.queries.hints import hint_key, kept_hint
from labs.queries.library import (
    library_of,
    open_prompt_runs,
    projects_open_to,
    projects_seen,
    prompt_seen,
    relatives,
    reviews_of,
    saved_of,
    tags_seen,
)
from labs.queries.outputs import outputs_at, outputs_in
from labs.queries.own_tests import own_tests
from labs.queries.peer_review import (
    answerable,
    compared_by,
    disputes,
    disputes_waiting,
    level_in,
    number_able,
    open_reviews,
    own_review,
    projects_that_name,
    request_of,
    reviews_by,
    rubric_at,
    takable,
)
from labs.queries.places import Place, place_in
from labs.queries.runs import desk_of, is_open_to, open_run, own_run, runs_at, runs_of
from labs.queries.selections import progress_of, selections_in, variants_of
from labs.queries.studio import embargoed_titles, quota, reasons
from labs.queries.training import key_was_seen, trainings_of
from labs.queries.uploads import brought_to, own_upload, uploads_of, used_by

__all__ = [
    "Place",
    "answerable",
    "brought_to",
    "comparable",
    "compared_by",
    "comparison_in",
    "comparisons_in",
    "decisions_in",
    "desk_of",
    "disputes",
    "disputes_waiting",
    "draft_of",
    "embargoed_titles",
    "exchanged",
    "has_comparable",
    "hint_key",
    "is_open_to",
    "kept_hint",
    "key_was_seen",
    "labels_of_colleagues",
    "level_in",
    "library_of",
    "number_able",
    "open_prompt_runs",
    "open_reviews",
    "open_run",
    "outputs_at",
    "outputs_in",
    "own_review",
    "own_run",
    "own_tests",
    "own_upload",
    "place_in",
    "progress_of",
    "projects_open_to",
    "projects_seen",
    "projects_that_name",
    "prompt_seen",
    "quota",
    "reading_of",
    "reasons",
    "relatives",
    "request_of",
    "reviews_by",
    "reviews_of",
    "rubric_at",
    "runs_at",
    "runs_of",
    "saved_of",
    "selections_in",
    "tags_seen",
    "takable",
    "trainings_of",
    "uploads_of",
    "used_by",
    "variants_of",
]
