"""One production, live; asking for one, trying again."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from courses.models import ModulePage
from generation import services
from generation.models import Priority, Production, StageRun, State, Wording
from generation.queries import (
    may_cancel,
    may_make,
    may_prioritise,
    narration_of,
    productions_for,
    queue_is_away,
    retry_words,
    with_cost,
    wordings_for,
)
from generation.views.access import production_for

LIST = {"url": reverse_lazy("generation:productions"), "label": "Productions"}
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "Home"}


@require_safe
def show(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    context = _live(request, production) | {
        "runs": _runs(production),
        "cost": with_cost(Production.objects.filter(pk=production.pk)).values("cpu", "gpu").get(),
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
        "priorities": sorted(Priority, reverse=True)
        if production.unfinished and may_prioritise(request.user)
        else None,
        "may_cancel": production.unfinished and may_cancel(request.user, production),
        "events": events,
        "waiting": queue_is_away(events[-1] if events else None),
    }


def _runs(production: Production) -> list[tuple[StageRun, bool]]:
    """Every run with whether its stage can be made again from there: the last of each, of what is made."""
    runs = list(production.runs.all())
    last = {run.stage: run.pk for run in runs} if production.made and production.state != State.STALE else {}
    return [(run, last.get(run.stage) == run.pk) for run in runs]


@require_POST
def retry(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    try:
        services.retry(production=production, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("generation:production", production.pk)


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
