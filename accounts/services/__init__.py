"""Every write of accounts. Each function checks, writes in one transaction and announces last."""

from accounts.services.roles import Grants, sync_roles

__all__ = ["Grants", "sync_roles"]
