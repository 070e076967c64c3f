"""Walking a draft as a learner would. Every answer is graded, and nothing at all is kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.blocks.contract import InvalidResponse
from courses.models import ModulePage
from courses.player import frame, step_page
from courses.previews import sitting_of, tried
from courses.queries import Sitting
from courses.steps import Step
from courses.ways import PreviewWay


@require_safe
def preview(request: HttpRequest, page_id: int) -> HttpResponseBase:
    _draft(request, page_id)
    return redirect("courses:preview_step", page_id, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def preview_step(request: HttpRequest, page_id: int, number: int) -> HttpResponseBase:
    """POST tries an answer: the same fields as in a lesson, and ``tries``."""
    draft = _draft(request, page_id)
    sitting = sitting_of(draft)
    if not sitting.steps and number == 1:
        return render(request, "courses/preview_empty.html", _around(draft) | _frame(sitting))
    here = _step(sitting, number)
    if request.method != "POST":
        return _shown(request, sitting, here)
    if not here.asks:
        return redirect("courses:preview_step", page_id, number)
    try:
        sitting = tried(sitting, here, request.POST)
    except InvalidResponse as refused:
        return _shown(request, sitting, here, problem=str(refused))
    return _shown(request, sitting, here)


@require_safe
@never_cache
def preview_end(request: HttpRequest, page_id: int) -> HttpResponseBase:
    draft = _draft(request, page_id)
    return render(request, "courses/preview_end.html", _around(draft) | _frame(sitting_of(draft), "end"))


def _frame(sitting: Sitting, format: str = "read") -> dict[str, Any]:
    return frame(sitting, (), format, way=PreviewWay(sitting.module.pk))


def _draft(request: HttpRequest, page_id: int) -> ModulePage:
    """The newest version of a module that somebody may write or has to review."""
    module = get_object_or_404(ModulePage, pk=page_id)
    if not module.permissions_for_user(request.user).can_edit():
        raise Http404("There is no such draft for you.")
    return module.get_latest_revision_as_object()


def _step(sitting: Sitting, number: int) -> Step:
    if not 1 <= number <= len(sitting.steps):
        raise Http404("This module has no such step.")
    return sitting.steps[number - 1]


def _shown(request: HttpRequest, sitting: Sitting, here: Step, problem: str = "") -> HttpResponse:
    posted = request.POST if problem else None
    page = step_page(sitting, here, (), posted, PreviewWay(sitting.module.pk))
    context = page | _around(sitting.module) | {"problem": problem}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "courses/preview_step.html", context, status=status)


def _around(draft: ModulePage) -> dict[str, Any]:
    return {"preview": True, "editor_url": reverse("wagtailadmin_pages:edit", args=[draft.pk])}
