"""Friendly words at the doors that Wagtail's forms do not watch: bulk publishing, copying, deleting."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db import router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from courses.models import ModulePage
from courses.publishing import NotPublishable, problems


@hooks.register("before_bulk_action")
def publish_only_what_may(
    request: HttpRequest, action_type: str, pages: list[Page], action
) -> HttpResponse | None:
    """Leaves out what may not be published and says why. Where a page below may not, nothing is."""
    if action_type != "publish" or action.model is not Page:
        return None
    refused = [(page, refusal) for page in pages if (refusal := _refusal(page))]
    for page, refusal in refused:
        pages.remove(page)
        messages.error(request, refusal.told)
    below = _refused_below(pages) if action.cleaned_form.cleaned_data["include_descendants"] else []
    for refusal in below:
        messages.error(request, refusal.told)
    return redirect(action.next_url) if below or not pages else None


def _refusal(page: Page) -> NotPublishable | None:
    if page.specific_class is not ModulePage:
        return None
    module = page.specific.get_latest_revision_as_object()
    found = problems(module)
    return NotPublishable(module, found) if found else None


def _refused_below(pages: Iterable[Page]) -> list[NotPublishable]:
    drafts = (module for page in pages for module in ModulePage.objects.descendant_of(page).not_live())
    return [refusal for module in drafts if (refusal := _refusal(module))]


@hooks.register("before_copy_page")
def copies_need_a_slug_of_their_own(request: HttpRequest, page: Page) -> HttpResponse | None:
    fault = _fault_of_copy(request, page) if request.method == "POST" else ""
    if not fault:
        return None
    messages.error(request, fault)
    return redirect("wagtailadmin_pages:copy", page.pk)


def _fault_of_copy(request: HttpRequest, page: Page) -> str:
    slug = request.POST.get("new_slug", "")
    if page.specific_class is not ModulePage:
        if request.POST.get("copy_subpages") and ModulePage.objects.descendant_of(page).exists():
            return (
                "Modules cannot be copied along: each has a slug of its own on the site. "
                "Copy without the subpages, then copy each module under a new slug."
            )
        return ""
    if request.POST.get("alias"):
        return "A module cannot have an alias: its slug is unique on the site. Make a copy, or link to it."
    if ModulePage.objects.filter(site_slug=slug).exists():
        return f"“{slug}” is the slug of a module already. Give the copy another one."
    return ""


@hooks.register("before_delete_page")
def keep_what_people_did(request: HttpRequest, page: Page) -> HttpResponse | None:
    kept = _kept([page])
    for module in kept:
        messages.error(request, _KEPT.format(title=module.get_admin_display_title()))
    return redirect("wagtailadmin_explore", page.get_parent().pk) if kept else None


@hooks.register("before_bulk_action")
def keep_what_people_did_in_bulk(
    request: HttpRequest, action_type: str, pages, action
) -> HttpResponse | None:
    if action_type != "delete" or action.model is not Page:
        return None
    kept = _kept(pages)
    for module in kept:
        messages.error(request, _KEPT.format(title=module.get_admin_display_title()))
    return redirect(action.next_url or reverse("wagtailadmin_home")) if kept else None


_KEPT = "“{title}” cannot be deleted: people's answers or its media are kept with it. Unpublish it instead."


def _kept(pages: Iterable[Page]) -> list[ModulePage]:
    """Modules at or below the pages that something else holds on to."""
    found = []
    for page in pages:
        for module in ModulePage.objects.descendant_of(page, inclusive=True):
            try:
                Collector(using=router.db_for_write(ModulePage), origin=module).collect([module])
            except (ProtectedError, RestrictedError):
                found.append(module)
    return found


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    @actions.register_action("courses.publish.refused")
    class Refused(LogFormatter):
        label = "Refuse to publish as scheduled"

        def format_message(self, log_entry) -> str:
            return f"Not published as scheduled: {' '.join(log_entry.data.get('problems', []))}"

    @actions.register_action("courses.share.waived")
    class Waived(LogFormatter):
        label = "Waive the share of story"

        def format_message(self, log_entry) -> str:
            share, reason = log_entry.data.get("share", 0), log_entry.data.get("reason", "")
            return f"Let go live with {share:.0%} of story: {reason}"

    @actions.register_action("courses.module.split")
    class Split(LogFormatter):
        label = "Split"

        def format_message(self, log_entry) -> str:
            return f"Split into {', '.join(log_entry.data.get('into', []))}"
