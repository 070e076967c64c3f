"""Evidence becomes a figure, a level and a badge: pure functions, no database."""

from gamification.rules.ahead import Ahead, ahead
from gamification.rules.learner import Learner, Observed, Standing
from gamification.rules.levels import (
    CUTS,
    ENOUGH_WEIGHT,
    LEVEL_RULE,
    LEVELS,
    SURE,
    Gate,
    Level,
    Tally,
    earned,
    following,
    gates,
    likelihood_above,
    sure_of,
)
from gamification.rules.rating import AVERAGE, RULE, SITE, Belief, Constants, chance, predicted, step
from gamification.rules.reading import Reading, reading
from gamification.rules.taking import CLEAN_TAKE, is_clean_take
from gamification.rules.weighing import share_in_words, weight_in_words

__all__ = [
    "AVERAGE",
    "CLEAN_TAKE",
    "CUTS",
    "ENOUGH_WEIGHT",
    "LEVELS",
    "LEVEL_RULE",
    "RULE",
    "SITE",
    "SURE",
    "Ahead",
    "Belief",
    "Constants",
    "Gate",
    "Learner",
    "Level",
    "Observed",
    "Reading",
    "Standing",
    "Tally",
    "ahead",
    "chance",
    "earned",
    "following",
    "gates",
    "is_clean_take",
    "likelihood_above",
    "predicted",
    "reading",
    "share_in_words",
    "step",
    "sure_of",
    "weight_in_words",
]
