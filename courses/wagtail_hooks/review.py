"""The admin's pages about a module under review, for people who may open that page and no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
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


class PreviewButton(PageMenuItem):
    label = "Preview as learner"
    icon_name = "view"
    url_name = "courses:preview"

    def is_shown(self, user: Any) -> bool:
        return self.page.permissions_for_user(user).can_edit()


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def preview_as_learner(
    page: Page, user: Any, next_url: str | None = None, **_: str
) -> Iterator[PageMenuItem]:
    if page.specific_class is ModulePage:
        yield PreviewButton(page=page, priority=5)
