"""Who wrote what is waiting to go live."""

from __future__ import annotations

from itertools import pairwise

from wagtail.models import Page, Revision


def wrote(page: Page, user_id: int) -> bool:
    """Whether somebody changed what a page says since it last went live.

    What they saved without changing a word (a comment, say) does not count.
    """
    revisions = page.revisions.defer("content").order_by("created_at", "pk")
    live = page.live_revision.created_at if page.live_revision else page.last_published_at
    waiting = list(revisions.filter(created_at__gt=live) if live else revisions)
    if all(one.user_id != user_id for one in waiting):
        return False
    stood = revisions.filter(created_at__lte=live).last() if live else None
    if stood is None and waiting[0].user_id == user_id:
        return True
    told = [stood, *waiting] if stood else waiting
    return any(later.user_id == user_id and _differ(earlier, later) for earlier, later in pairwise(told))


def _differ(earlier: Revision, later: Revision) -> bool:
    """Whether the page that compares the two would show a difference."""
    one, other = earlier.as_object(), later.as_object()
    panel = one.get_edit_handler().get_bound_panel(instance=one, request=None, form=None)
    return any(compare(one, other).has_changed() for compare in panel.get_comparison())
