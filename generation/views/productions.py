"""One production, live; asking for one, trying again, stopping it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from courses.models import ModulePage
from generation import services
from generation.models import Production, State, Wording
from generation.queries import (
    may_cancel,
    may_make,
    narration_of,
    productions_for,
    queue_is_away,
    retry_words,
    wordings_for,
)
from generation.views.access import production_for

LIST = {"url": reverse_lazy("generation:productions"), "label": "Productions"}
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "Home"}


@require_safe
def show(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    context = _live(request, production) | {
        "runs": production.runs.all(),
        "notes": production.notes.select_related("written_by"),
        "header_title": f"Media of {production.module.title}",
        "header_icon": "media",
        "breadcrumbs_items": [HOME, LIST, {"url": "", "label": production.module.title}],
    }
    return TemplateResponse(request, "generation/production.html", context)


@require_safe
def live(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    """Only what changes, for a page that watches; the last one no longer says how to ask again."""
    production = production_for(request, production_id)
    return TemplateResponse(request, "generation/production_live.html", _live(request, production))


def _live(request: HttpRequest, production: Production) -> dict:
    failed = production.state == State.FAILED
    events = list(production.events.select_related("by__wagtail_userprofile"))
    return {
        "production": production,
        "retry_words": retry_words(production) if failed else "",
        "own_words": failed
        and narration_of(production.module_id).wording != Wording.OWN
        and may_make(request.user, production.module),
        "may_cancel": production.unfinished and may_cancel(request.user, production),
        "events": events,
        "waiting": queue_is_away(events[-1] if events else None),
    }


@require_POST
def retry(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    try:
        services.retry(production=production, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("generation:production", production.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    """Says what stopping means; POST stops it."""
    production = production_for(request, production_id)
    if not may_cancel(request.user, production):
        raise Http404("There is no production for you to stop.")
    there = reverse("generation:production", args=[production.pk])
    try:
        if request.method == "POST":
            services.cancel(production=production, by=request.user)
            messages.success(request, f"The media of “{production.module.title}” are stopped.")
        elif production.unfinished:
            return TemplateResponse(request, "generation/cancel.html", _confirming(production, there))
        else:
            messages.warning(request, f"There is nothing to stop: it is {production.label.lower()}.")
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(there)


def _confirming(production: Production, there: str) -> dict:
    trail = [HOME, LIST, {"url": there, "label": production.module.title}, {"url": "", "label": "Stop it"}]
    return {
        "production": production,
        "header_title": f"Stop the media of {production.module.title}?",
        "header_icon": "media",
        "breadcrumbs_items": trail,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, module_id: int) -> HttpResponse:
    """Ask for media of a module's latest revision, draft or not."""
    module = get_object_or_404(ModulePage, pk=module_id)
    if not may_make(request.user, module):
        raise Http404("There is no such module.")
    revision = module.latest_revision or module.save_revision(user=request.user)
    if request.method == "POST":
        production = services.request_production(module=module, revision=revision, by=request.user)
        return redirect("generation:production", production.pk)
    narration = narration_of(module.pk)
    context = {
        "module": module,
        "narration": narration,
        "wordings": wordings_for(narration),
        "revision": revision,
        "is_live": revision.pk == module.live_revision_id,
        "productions": productions_for(request.user).filter(module=module)[:10],
        "header_title": f"Make media of {module.title}",
        "header_icon": "media",
        "breadcrumbs_items": [HOME, LIST, {"url": "", "label": module.title}],
    }
    return TemplateResponse(request, "generation/make.html", context)
