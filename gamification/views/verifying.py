"""The page by which anybody verifies a badge that its learner shows."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gamification.queries.verifying import shown_at
from gamification.services.sayings import address, badge_address


@login_not_required
@require_safe
def verified(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    shown = shown_at(credential_id, timezone.now())
    if shown is None:
        raise Http404
    context = {
        "shown": shown,
        "credential": shown.credential,
        "award": shown.credential.award if shown.credential else None,
        "studio": settings.WAGTAIL_SITE_NAME,
        "issuer": address("issuer"),
        "address": badge_address(credential_id),
        "looked_at": timezone.now(),
    }
    response = render(request, "gamification/verified.html", context)
    # Found by its address alone, and never remembered for longer than a look.
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
