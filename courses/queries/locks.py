"""Whether a page may be touched now."""

from __future__ import annotations

from wagtail.locks import ScheduledForPublishLock, WorkflowLock
from wagtail.models import Page

from accounts.models import User


def held_back(page: Page, user: User | None) -> str:
    """Why somebody may not change or publish a page now, as its editor would say; empty where they may."""
    lock = page.get_lock()
    if lock is None or (user is not None and not lock.for_user(user)):
        return ""
    if isinstance(lock, ScheduledForPublishLock):
        return "It is scheduled to go live. Cancel the schedule in the editor first."
    if isinstance(lock, WorkflowLock):
        return "It is under review, and stays as it is until somebody has decided."
    return "It is locked. Unlock it in the editor first."
