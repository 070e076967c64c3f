"""Badges for programs: open to everyone, readable from every site, kept by caches for a while."""

from __future__ import annotations

import hashlib
import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from courses.services import Refused
from gamification.engines import openbadges as ob
from gamification.models import BadgeClass
from gamification.queries import credentials as queries
from gamification.services import publishing, sayings
from gamification.services.signing import told

KINDS = {"json": "application/ld+json", "png": "image/png", "svg": "image/svg+xml"}
FIVE_MINUTES = 300
ONE_MINUTE = 60
"""Of a badge itself: its learner may stop showing it."""


@login_not_required
@require_safe
def issuer(request: HttpRequest) -> HttpResponseBase:
    return _given(request, publishing.issuer_text().encode(), "json", FIVE_MINUTES)


@login_not_required
@require_safe
def achievement(request: HttpRequest, slug: str) -> HttpResponseBase:
    badge = get_object_or_404(BadgeClass, slug=slug)
    return _given(request, publishing.achievement_text(badge).encode(), "json", FIVE_MINUTES)


@login_not_required
@require_safe
def achievement_image(request: HttpRequest, slug: str) -> HttpResponseBase:
    badge = get_object_or_404(BadgeClass, slug=slug)
    return _given(request, ob.svg(sayings.picture(badge)), "svg", FIVE_MINUTES)


@login_not_required
@require_safe
def status_list(request: HttpRequest, number: int) -> HttpResponseBase:
    try:
        text = publishing.status_text(number)
    except Refused as refusal:
        return JsonResponse({"error": refusal.code, "message": told(refusal)}, status=503)
    if text is None:
        raise Http404
    return _given(request, text.encode(), "json", FIVE_MINUTES)


@login_not_required
@require_safe
def credential(request: HttpRequest, credential_id: uuid.UUID, form: str) -> HttpResponseBase:
    found = queries.public_credential(credential_id)
    if found is None:
        raise Http404
    data = found.document.encode() if form == "json" else publishing.baked(found, form)
    return _given(request, data, form, ONE_MINUTE, name=f"{found.award.badge.slug}.{form}")


def _given(request: HttpRequest, data: bytes, form: str, seconds: int, *, name: str = "") -> HttpResponseBase:
    response = HttpResponse(data, content_type=KINDS[form])
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    if name:
        response["Content-Disposition"] = f'inline; filename="{name}"'
    etag = quote_etag(hashlib.sha256(data).hexdigest())
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
