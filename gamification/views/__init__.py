from gamification.views.moved import moved
from gamification.views.rest import days, team_days
from gamification.views.review import due, question, review
from gamification.views.standing import standing

__all__ = ["days", "due", "moved", "question", "review", "standing", "team_days"]
