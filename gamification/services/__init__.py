"""Every write of gamification. Each checks, writes in one transaction, announces last."""

from gamification.services.badge_classes import keep_badge, ship_badges
from gamification.services.badges import award_due, award_standing, renew
from gamification.services.mastery import apply, recount
from gamification.services.rebuild import replay
from gamification.services.replay import Difference, replay_learner
from gamification.services.standing import (
    ask_for_standing,
    go_on_standing,
    nudge_standing,
    take_up_standing,
)

__all__ = [
    "Difference",
    "apply",
    "ask_for_standing",
    "award_due",
    "award_standing",
    "go_on_standing",
    "keep_badge",
    "nudge_standing",
    "recount",
    "renew",
    "replay",
    "replay_learner",
    "ship_badges",
    "take_up_standing",
]
