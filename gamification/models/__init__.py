from gamification.models.badges import BadgeAward, BadgeClass
from gamification.models.mastery import Ability, LevelAward, Mastery, OwedAnswer

__all__ = ["Ability", "BadgeAward", "BadgeClass", "LevelAward", "Mastery", "OwedAnswer"]
