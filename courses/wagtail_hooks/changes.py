"""Where a new version of a module is published, its kind of change is asked for first."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from courses.changes import ChangeKind
from courses.models import ModulePage
from courses.models.module_form import HANDS_IN
from courses.queries import proposed_change


@hooks.register("before_publish_page")
def ask_what_kind_of_change_it_is(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor has saved the draft by now; the dialogue publishes it."""
    if page.specific_class is not ModulePage or proposed_change(page) is None:
        return None
    return redirect("authoring:change", page.pk)


@hooks.register("after_edit_page")
def ask_whoever_submits(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever approves has no dialogue: what its author says holds. Asked each time, filled in with what was
    said before: the draft may be another by now.
    """
    if page.specific_class is not ModulePage or not any(name in request.POST for name in HANDS_IN):
        return None
    return redirect("authoring:change", page.pk) if proposed_change(page) else None


@hooks.register("register_page_header_buttons")
def change_button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if (
        not page.pk
        or page.specific_class is not ModulePage
        or not page.live
        or not page.has_unpublished_changes
    ):
        return
    if page.permissions_for_user(user).can_edit():
        there = reverse("authoring:change", args=[page.pk])
        yield Button("Kind of change", there, icon_name="history", priority=26)


def kind_label(kind: str) -> str:
    return ChangeKind(kind).label.lower() if kind in ChangeKind.values else kind


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    @actions.register_action("courses.change.stated")
    class Stated(LogFormatter):
        label = "State the kind of change"

        def format_message(self, log_entry) -> str:
            note = log_entry.data.get("note")
            return (
                f"Called a {kind_label(log_entry.data.get('kind', ''))} change{f': {note}' if note else ''}"
            )

    @actions.register_action("courses.change.published")
    class Published(LogFormatter):
        label = "Publish a change"

        def format_message(self, log_entry) -> str:
            said = "" if log_entry.data.get("stated") else ", as nobody said what kind it is"
            return f"Published as a {kind_label(log_entry.data.get('kind', ''))} change{said}"
