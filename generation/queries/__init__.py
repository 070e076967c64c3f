"""What generation can be asked. Reading only."""

from generation.queries.asks import Asks, Failure, floor_asks, retry_words
from generation.queries.authorship import Authorship
from generation.queries.costs import Month, this_month, with_cost
from generation.queries.floor import Now, Turn, Wanted, Work, floor_now, may_cancel, may_prioritise
from generation.queries.lexicon import lexicon_for, may_keep, previews_for
from generation.queries.narration import narration_of, narrator_is_configured, wordings_for
from generation.queries.passages import Passage, approvals_of, passages_of, undecided, whole_of
from generation.queries.productions import (
    engines_of,
    files_of,
    may_make,
    outputs_of,
    productions_for,
    queue_is_away,
    script_of,
    slide_names,
    waits_for_the_queue,
    was_approved,
    writers_of,
)
from generation.queries.proposals import may_propose, proposals_of, run_for, runs_of, still_open
from generation.queries.records import Search, may_describe, records_for
from generation.queries.review import Account, Review, review_of
from generation.queries.script import BlockView, script_by_block
from generation.queries.wholes import made_since

__all__ = [
    "Account",
    "Asks",
    "Authorship",
    "BlockView",
    "Failure",
    "Month",
    "Now",
    "Passage",
    "Review",
    "Search",
    "Turn",
    "Wanted",
    "Work",
    "approvals_of",
    "engines_of",
    "files_of",
    "floor_asks",
    "floor_now",
    "lexicon_for",
    "made_since",
    "may_cancel",
    "may_describe",
    "may_keep",
    "may_make",
    "may_prioritise",
    "may_propose",
    "narration_of",
    "narrator_is_configured",
    "outputs_of",
    "passages_of",
    "previews_for",
    "productions_for",
    "proposals_of",
    "queue_is_away",
    "retry_words",
    "records_for",
    "review_of",
    "run_for",
    "runs_of",
    "script_by_block",
    "script_of",
    "slide_names",
    "still_open",
    "this_month",
    "undecided",
    "waits_for_the_queue",
    "was_approved",
    "whole_of",
    "with_cost",
    "wordings_for",
    "writers_of",
]
