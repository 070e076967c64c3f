"""The review page: the script beside its source, the players, and what a reviewer may do."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from courses.models import MediaKind
from generation import services
from generation.models import Production, State
from generation.queries import engines_of, files_of, outputs_of, script_by_block
from generation.views.access import production_for
from generation.views.productions import HOME, LIST


@require_safe
def show(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    if not production.made:
        return redirect("generation:production", production.pk)
    return _page(request, production)


def _page(request: HttpRequest, production: Production, **kept) -> HttpResponse:
    """kept: what someone wrote that could not be taken: reason, mended {source: lines}, refusal."""
    made = outputs_of(production)
    files = {
        kind.name.lower(): reverse("generation:file", args=[production.pk, kind.value])
        for kind in map(MediaKind, files_of(made))
    }
    context = {
        "production": production,
        "blocks": script_by_block(production),
        "files": files,
        "chapters": made["captions"].meta["chapters"] if "captions" in made else [],
        "voice": engines_of(production).get("narration", ""),
        "reviewable": production.state == State.AWAITING_REVIEW,
        "mendable": production.state != State.STALE,
        "why_not": services.why_not(production=production, by=request.user),
        "header_title": f"Review {production.module.title}",
        "header_icon": "media",
        "breadcrumbs_items": [
            HOME,
            LIST,
            {"url": reverse("generation:production", args=[production.pk]), "label": production.module.title},
            {"url": "", "label": f"Review of {production.module.title}"},
        ],
        "mended": {},
        "reason": "",
        **kept,
    }
    return TemplateResponse(
        request, "generation/review.html", context, status=409 if "refusal" in kept else 200
    )


def _try(
    request: HttpRequest, production: Production, act: Callable[[], object], said: str, **kept
) -> HttpResponse:
    """Do something a reviewer asked for; where it is refused, show the page again with what they wrote."""
    try:
        act()
    except services.Refused as refusal:
        production.refresh_from_db()
        if production.made:
            return _page(request, production, refusal=str(refusal), **kept)
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("generation:production", production.pk)


@require_POST
def approve(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    digest = request.POST.get("digest", "")
    return _try(
        request,
        production,
        lambda: services.approve(production=production, by=request.user, digest=digest),
        "Approved. Learners get it as soon as this revision is published.",
    )


@require_POST
def send_back(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    reason = request.POST.get("reason", "")
    return _try(
        request,
        production,
        lambda: services.send_back(production=production, by=request.user, reason=reason),
        "Sent back. Its author sees why.",
        reason=reason,
    )


@require_POST
def mend(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    """Other words for a passage, or with ``own`` its author's again."""
    production = production_for(request, production_id)
    source, lines = request.POST.get("source", ""), request.POST.getlist("line")

    def act() -> None:
        if "own" in request.POST:
            services.unmend(production=production, source=source, by=request.user)
        else:
            services.mend(production=production, by=request.user, source=source, lines=lines)

    return _try(request, production, act, "That passage is being made again.", mended={source: lines})


@require_POST
def rebuild(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    said = "It goes through the line again. Only what has changed is made."
    return _try(request, production, lambda: services.rebuild(production=production, by=request.user), said)
