"""The author says what kind of change a module's new version is, having seen whom it touches."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages

from courses import services
from courses.changes import ChangeKind
from courses.models import ModulePage
from courses.models.change import LONGEST_NOTE
from courses.queries import Proposal, Reach, held_back, proposed_change
from courses.services import Refused

MOVED_ON = "The draft has changed since this page was opened. Look at it again, then publish."


@dataclass(frozen=True)
class Choice:
    """One kind with what it does, in words."""

    kind: ChangeKind
    does: str
    touches: str


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, page_id: int) -> HttpResponse:
    """Shows what publishing the newest draft would change. POST keeps what kind of change it is, and
    publishes for whoever may.
    """
    module = get_object_or_404(ModulePage, pk=page_id)
    if not module.permissions_for_user(request.user).can_edit():
        raise Http404
    proposed = proposed_change(module)
    if proposed is None:
        return _page(request, module, None)
    if request.method != "POST":
        return _page(request, module, proposed)
    if request.POST.get("revision") != str(module.latest_revision_id):
        return _page(request, module, proposed, refusal=MOVED_ON, status=409)
    try:
        services.state_change(
            module=module,
            by=request.user,
            kind=request.POST.get("kind", ""),
            note=request.POST.get("note", ""),
        )
    except Refused as refused:
        return _page(request, module, proposed, refusal=refused.message, status=422)
    if _publishes(request, module) and "keep" not in request.POST:
        return _publish(request, module)
    messages.success(request, "Kept. It counts when the draft is published.")
    return redirect("wagtailadmin_pages:edit", module.pk)


def _publishes(request: HttpRequest, module: ModulePage) -> bool:
    """What the editor holds back, say while it is under review, does not go out here either."""
    may = module.permissions_for_user(request.user).can_publish()
    return may and not held_back(module, request.user)


def _publish(request: HttpRequest, module: ModulePage) -> HttpResponse:
    try:
        PublishPageRevisionAction(module.latest_revision, user=request.user).execute()
    except ValidationError as refusal:
        messages.error(request, f"“{module.title}” was not published. {' '.join(refusal.messages)}")
        return redirect("wagtailadmin_pages:edit", module.pk)
    published = ModulePage.objects.get(pk=module.pk)
    # What others do once the editor has published is done for this button too.
    for after in hooks.get_hooks("after_publish_page"):
        if isinstance(response := after(request, published), HttpResponse):
            return response
    messages.success(request, f"Page “{published.title}” {_done(published)}.")
    return redirect("wagtailadmin_explore", published.get_parent().pk)


def _done(published: ModulePage) -> str:
    due = published.scheduled_revision
    if due is None or not due.approved_go_live_at:
        return "has been published"
    return f"will be published on {timezone.localtime(due.approved_go_live_at):%-d %B %Y at %H:%M}"


def _page(
    request: HttpRequest,
    module: ModulePage,
    proposed: Proposal | None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    stated = proposed.stated if proposed else None
    context = {
        "module": module,
        "proposed": proposed,
        "choices": _choices(proposed.reach()) if proposed else [],
        "kind": request.POST.get("kind", stated.kind if stated else ""),
        "note": request.POST.get("note", stated.note if stated else ""),
        "refusal": refusal,
        "longest": LONGEST_NOTE,
        "publishes": _publishes(request, module),
        "in_review": module.workflow_in_progress,
        "header_title": f"What kind of change is it? {module.title}",
        "header_icon": "history",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("wagtailadmin_pages:edit", args=[module.pk]), "label": module.title},
            {"url": "", "label": "Kind of change"},
        ],
    }
    return TemplateResponse(request, "courses/admin/change.html", context, status=status)


def _choices(reach: Reach) -> list[Choice]:
    return [
        Choice(
            ChangeKind.COSMETIC,
            "Commas, spelling, a better picture. Everything stands, and nobody is told.",
            "Touches nobody.",
        ),
        Choice(
            ChangeKind.REFRESH,
            "Better or newer content. What people finished stays finished, and their answers count. Whoever "
            "began an earlier version is told what changed, in your words.",
            f"Tells {_learners(reach.begun)}: {reach.completed} finished, {reach.in_progress} in the middle.",
        ),
        Choice(
            ChangeKind.RECERTIFY,
            "What was taught or asked no longer holds. Answers to the changed questions stop counting, media "
            "of earlier versions are hidden, and whoever finished is asked to take it again. Levels and "
            "badges that were awarded stay.",
            f"Makes it due again for {_learners(reach.completed)}; answers of {_learners(reach.answered)} "
            "stop counting.",
        ),
    ]


def _learners(number: int) -> str:
    return f"{number or 'no'} {'learner' if number == 1 else 'learners'}"
