"""When a question should come back: FSRS 6 (Ye et al.; https://github.com/open-spaced-repetition), by `fsrs`.

The library's own parameters, fitted on some hundred million reviews of flash cards: not on our questions. No
learning steps and no chance in it, so that the same answers give the same days.
"""

from __future__ import annotations

import datetime

from fsrs import Card, Rating, Scheduler, State

from gamification.rules.review import Memory, Recall

RETENTION = 0.9
"""A question comes back when it is this likely that it is still known."""
SCHEDULER = Scheduler(
    desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
)
RATINGS = {
    Recall.FORGOTTEN: Rating.Again,
    Recall.WITH_HELP: Rating.Hard,
    Recall.RECALLED: Rating.Good,
}


def after(memory: Memory | None, recall: Recall, at: datetime.datetime) -> Memory:
    """What is remembered once a question was answered. at: not before the last answer."""
    at = at.astimezone(datetime.UTC)
    # A number of its own keeps the library from waiting a millisecond for one.
    card = Card(card_id=1, due=at)
    if memory is not None:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=memory.due_at,
            last_review=memory.reviewed_at.astimezone(datetime.UTC),
        )
    card, _ = SCHEDULER.review_card(card, RATINGS[recall], at)
    return Memory(card.stability, card.difficulty, at, card.due, memory.reviews + 1 if memory else 1)
