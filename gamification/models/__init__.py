from gamification.models.badges import BadgeAward, BadgeClass
from gamification.models.credential import Credential, SigningKey, StatusEntry
from gamification.models.mastery import Ability, LevelAward, Mastery, OwedAnswer

__all__ = [
    "Ability",
    "BadgeAward",
    "BadgeClass",
    "Credential",
    "LevelAward",
    "Mastery",
    "OwedAnswer",
    "SigningKey",
    "StatusEntry",
]
