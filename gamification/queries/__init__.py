"""What gamification can be asked. Reading only."""

from gamification.queries.badges import badges_for, badges_of
from gamification.queries.levels import tally_of
from gamification.queries.mastery import mastery_of
from gamification.queries.moves import Move, moves_of

__all__ = ["Move", "badges_for", "badges_of", "mastery_of", "moves_of", "tally_of"]
