"""What people order on the floor: stopping a production, changing its turn, having a stage made again."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from generation import services
from generation.models import DOING, Priority, Production, State
from generation.queries import may_cancel, may_prioritise
from generation.views.access import production_for
from generation.views.productions import HOME, LIST


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    """Says what stopping means; POST stops it."""
    production = production_for(request, production_id)
    if not may_cancel(request.user, production):
        raise Http404("There is no production for you to stop.")
    if request.method == "POST":
        return _try(
            request,
            production,
            lambda: services.cancel(production=production, by=request.user),
            f"The media of “{production.module.title}” are stopped.",
        )
    if production.unfinished:
        return _ask(request, production, "cancel", "Stop it", f"Stop the media of {production.module.title}?")
    messages.warning(request, f"There is nothing to stop: it is {production.label.lower()}.")
    return redirect("generation:production", production.pk)


@require_POST
def prioritise(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    if not may_prioritise(request.user):
        raise Http404("There is no turn for you to change.")
    wanted = {str(one.value): one for one in Priority}.get(request.POST.get("priority", ""))
    if wanted is None:
        messages.error(request, "Choose one of: first, in turn, later.")
        return redirect("generation:production", production.pk)
    return _try(
        request,
        production,
        lambda: services.prioritise(production=production, priority=wanted, by=request.user),
        f"“{production.module.title}” goes {wanted.label.lower()} now.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remake(request: HttpRequest, production_id: uuid.UUID, stage: str) -> HttpResponse:
    """Says what is made again; POST has it made."""
    production = production_for(request, production_id)
    if stage not in production.outputs:
        raise Http404("There is no such stage.")
    if request.method == "POST":
        return _try(
            request,
            production,
            lambda: services.remake(production=production, stage=stage, by=request.user),
            "It is being made again.",
        )
    if production.made and production.state != State.STALE:
        title = f"Make this again: {DOING.get(stage, stage).lower()}?"
        return _ask(request, production, "remake", "Make it again", title)
    messages.warning(request, f"It cannot be made again now: it is {production.label.lower()}.")
    return redirect("generation:production", production.pk)


def _try(request: HttpRequest, production: Production, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("generation:production", production.pk)


def _ask(
    request: HttpRequest, production: Production, template: str, crumb: str, title: str
) -> TemplateResponse:
    there = reverse("generation:production", args=[production.pk])
    trail = [HOME, LIST, {"url": there, "label": production.module.title}, {"url": "", "label": crumb}]
    context = {
        "production": production,
        "header_title": title,
        "header_icon": "media",
        "breadcrumbs_items": trail,
    }
    return TemplateResponse(request, f"generation/{template}.html", context)
