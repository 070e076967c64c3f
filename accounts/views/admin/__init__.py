from accounts.views.admin.invitations import InvitationViewSet
from accounts.views.admin.people import PeopleViewSet
from accounts.views.admin.teams import TeamViewSet

__all__ = ["InvitationViewSet", "PeopleViewSet", "TeamViewSet"]
