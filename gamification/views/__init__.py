from gamification.views.moved import moved
from gamification.views.rest import days, team_days
from gamification.views.review import due, question, review

__all__ = ["days", "due", "moved", "question", "review", "team_days"]
