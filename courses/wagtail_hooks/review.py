"""The admin's pages about a module under review, for people who may open that page and no other."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from courses.models import ModulePage


class Compare(RevisionsCompareView):
    """Wagtail wants a right to pages in general. Whoever reviews this one may compare its versions."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super(RevisionsCompareView, self).dispatch(request, *args, **kwargs)


class ModulePages(PageViewSet):
    model = ModulePage
    revisions_compare_view_class = Compare


@hooks.register("register_admin_viewset")
def module_pages() -> PageViewSet:
    return ModulePages("module_pages")


@hooks.register("after_edit_page")
def go_where_one_may(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail would send them to the page's siblings, which a reviewer may not list."""
    if "action-workflow-action" not in request.POST:
        return None
    parent = page.get_parent()
    may_list = parent.permissions_for_user(request.user).can_edit()
    return None if may_list else redirect("wagtailadmin_home")
