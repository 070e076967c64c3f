"""How the site is: each sign with a state, a figure and what to do about it."""

from config.health.contract import Sign, State
from config.health.examination import examine, worst

__all__ = ["Sign", "State", "examine", "worst"]
