from gamification.models.awards import BadgeAward, BadgeShare
from gamification.models.badges import BadgeClass, BadgeTrigger
from gamification.models.board import TeamBoard
from gamification.models.card import ReviewCard
from gamification.models.certificate import Certificate, CertificateState
from gamification.models.credential import Credential, SigningKey, StatusEntry
from gamification.models.mastery import Ability, LevelAward, Mastery, OwedAnswer
from gamification.models.profile import Profile
from gamification.models.rest import RestDays, RestKind, WorkingWeek
from gamification.models.review import LearningDay, ReviewItem, ReviewSession

__all__ = [
    "Ability",
    "BadgeAward",
    "BadgeClass",
    "BadgeShare",
    "BadgeTrigger",
    "Certificate",
    "CertificateState",
    "Credential",
    "LearningDay",
    "LevelAward",
    "Mastery",
    "OwedAnswer",
    "Profile",
    "RestDays",
    "RestKind",
    "ReviewCard",
    "ReviewItem",
    "ReviewSession",
    "SigningKey",
    "StatusEntry",
    "TeamBoard",
    "WorkingWeek",
]
