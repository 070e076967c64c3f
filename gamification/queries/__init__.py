"""What gamification can be asked. Reading only."""

from gamification.queries.badges import award_of, badges_for, badges_of, grounds_of, would_have
from gamification.queries.levels import tallies_of, tally_of
from gamification.queries.mastery import mastery_of
from gamification.queries.moves import Move, moves_of
from gamification.queries.review import due_today
from gamification.queries.streak import streak_of, today_of
from gamification.queries.why import Explanation, Piece, explain

__all__ = [
    "Explanation",
    "Move",
    "Piece",
    "award_of",
    "badges_for",
    "badges_of",
    "due_today",
    "explain",
    "grounds_of",
    "mastery_of",
    "moves_of",
    "streak_of",
    "tallies_of",
    "tally_of",
    "today_of",
    "would_have",
]
