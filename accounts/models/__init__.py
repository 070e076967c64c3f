from accounts.models.team import Membership, Team
from accounts.models.user import Craft, Format, User

__all__ = ["Craft", "Format", "Membership", "Team", "User"]
