"""Where people go on to after they have decided on a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page


@hooks.register("after_edit_page")
def go_where_one_may(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail would send them to the page's siblings, which a reviewer may not list."""
    if "action-workflow-action" not in request.POST:
        return None
    parent = page.get_parent()
    may_list = parent.permissions_for_user(request.user).can_edit()
    return None if may_list else redirect("wagtailadmin_home")
