from accounts.views.invitation import invitation
from accounts.views.profile import profile

__all__ = ["invitation", "profile"]
