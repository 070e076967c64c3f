"""Every write of accounts. Each function checks, writes in one transaction and announces last."""

from accounts.services.acceptance import accept, refusal_of
from accounts.services.invitations import InviteResult, Outcome, invite, resend, revoke
from accounts.services.people import deactivate, move_person, reactivate, update_person, update_profile
from accounts.services.refusal import Refused
from accounts.services.roles import Grants, sync_roles

__all__ = [
    "Grants",
    "InviteResult",
    "Outcome",
    "Refused",
    "accept",
    "deactivate",
    "invite",
    "move_person",
    "reactivate",
    "refusal_of",
    "resend",
    "revoke",
    "sync_roles",
    "update_person",
    "update_profile",
]
