from accounts.models.invitation import Invitation, InvitationState
from accounts.models.team import Membership, Team
from accounts.models.user import Craft, Format, User

__all__ = ["Craft", "Format", "Invitation", "InvitationState", "Membership", "Team", "User"]
