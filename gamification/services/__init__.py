"""Every write of gamification. Each checks, writes in one transaction, announces last."""

from gamification.services.mastery import apply, recount
from gamification.services.replay import Difference, replay, replay_learner

__all__ = ["Difference", "apply", "recount", "replay", "replay_learner"]
