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
from generation.captions import SENTENCE
from generation.models import Production, State
from generation.queries import engines_of, files_of, outputs_of, review_of
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
    context = _standing(request, production) | {
        "files": files,
        "chapters": made["captions"].meta["chapters"] if "captions" in made else [],
        "recap": made["recap"].meta if "recap" in made else {},
        "by_sentence": "captions" in made and made["captions"].meta.get("level") == SENTENCE,
        "voice": engines_of(production).get("narration", ""),
        "mendable": production.state != State.STALE,
        "header_title": f"Review {production.module.title}",
        "header_icon": "media",
        "breadcrumbs_items": [
            HOME,
            LIST,
            {"url": reverse("generation:production", args=[production.pk]), "label": production.module.title},
            {"url": "", "label": f"Review of {production.module.title}"},
        ],
        "mended": {},
        "named": [],
        "reason": "",
        **kept,
    }
    return TemplateResponse(
        request, "generation/review.html", context, status=409 if "refusal" in kept else 200
    )


def _standing(request: HttpRequest, production: Production) -> dict:
    """What is approved, what waits, and what this reviewer may do about it."""
    reviewable = production.state == State.AWAITING_REVIEW
    return {
        "production": production,
        "review": review_of(production, request.user),
        "reviewable": reviewable,
        "approving": reviewable and services.reviews(by=request.user),
        "why_not": services.why_not(production=production, by=request.user),
    }


def _try(
    request: HttpRequest, production: Production, act: Callable[[], object], said: str, **kept
) -> HttpResponse:
    """Do something a reviewer asked for; where it is refused, show the page again with what they wrote."""
    try:
        act()
    except services.Refused as refusal:
        return _refused(request, production, str(refusal), **kept)
    messages.success(request, said)
    return redirect("generation:production", production.pk)


@require_POST
def approve(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    seen = request.POST.get("seen", "")
    return _try(
        request,
        production,
        lambda: services.approve(production=production, by=request.user, seen=seen),
        "Approved. Learners get it as soon as this revision is published.",
    )


@require_POST
def approve_passages(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    """The passages whose digests are posted. htmx gets what has changed of the page."""
    production = production_for(request, production_id)
    digests = request.POST.getlist("digest")
    try:
        services.approve_passages(
            production=production, by=request.user, digests=digests, checked="checked" in request.POST
        )
    except services.Refused as refusal:
        if not request.htmx:
            return _refused(request, production, str(refusal))
        context, status = {"refusal": str(refusal)}, 409
    else:
        if not request.htmx:
            return redirect(f"{reverse('generation:review', args=[production.pk])}#review-work")
        context = _standing(request, production) | {"decided": frozenset(digests)}
        status = 200
    return TemplateResponse(request, "generation/review_approved.html", context, status=status)


def _refused(request: HttpRequest, production: Production, why: str, **kept) -> HttpResponse:
    production.refresh_from_db()
    if production.made:
        return _page(request, production, refusal=why, **kept)
    messages.error(request, why)
    return redirect("generation:production", production.pk)


@require_POST
def send_back(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    reason, named = request.POST.get("reason", ""), request.POST.getlist("passage")
    return _try(
        request,
        production,
        lambda: services.send_back(production=production, by=request.user, reason=reason, digests=named),
        "Sent back. Its author sees why.",
        reason=reason,
        named=named,
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
