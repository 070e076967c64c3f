"""What an author does to a module beside writing it: split it, have its share waived."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from courses import services
from courses.models import ModulePage
from courses.panels import reading
from courses.services import Refused
from courses.services.waivers import LONGEST_REASON
from courses.splitting import propose

MOVED_ON = "Its share of story has changed since this page was opened. Look at it again, then waive it."


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, page_id: int) -> HttpResponse:
    """Shows where the newest draft would be cut; POST cuts it."""
    module = _editable(request, page_id)
    if not module.get_parent().permissions_for_user(request.user).can_add_subpage():
        raise Http404
    if request.method == "POST":
        try:
            made = services.split(module=module, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("wagtailadmin_pages:edit", module.pk)
        messages.success(
            request, f"“{module.title}” is {len(made)} drafts now. Give each its objective and its question."
        )
        return redirect("wagtailadmin_explore", module.get_parent().pk)
    draft = module.get_latest_revision_as_object()
    parts = propose(draft.body, draft.clock())
    context = {"module": draft, "parts": parts, **_header(draft, "Split")}
    return TemplateResponse(request, "courses/admin/split.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lets the newest draft go live outside the limits of the ledger, with a reason."""
    if not request.user.has_perm("courses.waive_share"):
        raise Http404
    module = get_object_or_404(ModulePage, pk=page_id)
    draft = module.get_latest_revision_as_object()
    share = f"{draft.clock().entertainment_share:.3f}"
    reason, refusal = request.POST.get("reason", ""), ""
    if request.method == "POST" and request.POST.get("share") != share:
        refusal = MOVED_ON
    elif request.method == "POST":
        try:
            services.waive_share(module=module, by=request.user, reason=reason)
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, "Waived. The reason is kept with the module.")
            return redirect(_back(request, module))
    context = {
        "module": draft,
        "looked_at": share,
        "reason": reason,
        "refusal": refusal,
        "back": _back(request, module),
        "longest": LONGEST_REASON,
        **reading(draft, request.user),
        **_header(draft, "Waive the share of story"),
    }
    return TemplateResponse(request, "courses/admin/waive.html", context, status=422 if refusal else 200)


def _editable(request: HttpRequest, page_id: int) -> ModulePage:
    module = get_object_or_404(ModulePage, pk=page_id)
    if not module.permissions_for_user(request.user).can_edit():
        raise Http404
    return module


def _back(request: HttpRequest, module: ModulePage) -> str:
    """The editor, for those who may open it."""
    if module.permissions_for_user(request.user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[module.pk])
    return reverse("wagtailadmin_home")


def _header(module: ModulePage, what: str) -> dict:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("wagtailadmin_pages:edit", args=[module.pk]), "label": module.title},
        {"url": "", "label": what},
    ]
    return {"header_title": f"{what}: {module.title}", "header_icon": "time", "breadcrumbs_items": trail}
