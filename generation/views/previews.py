"""Hearing a pronunciation: the web has no voice, so a worker speaks and the page waits."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from courses.media_files import send
from generation import services
from generation.models import Artifact, Preview, RunState, production_storage
from generation.queries import previews_for

FIELDS = ("term", "said_as", "ipa", "locale")


@require_POST
def listen(request: HttpRequest) -> HttpResponse:
    """Has an entry spoken as it stands in the form; the answer is the part of the page that waits for it."""
    if not request.user.has_perm("generation.add_pronunciation"):
        raise Http404("Nothing is spoken here.")
    asked = {name: " ".join(request.POST.get(name, "").replace("\0", "").split()) for name in FIELDS}
    try:
        preview = services.request_preview(asked=asked)
    except services.Refused as refused:
        return TemplateResponse(request, "generation/preview/live.html", {"refusal": str(refused)})
    return _live(request, preview)


@require_safe
def live(request: HttpRequest, preview_id: uuid.UUID) -> HttpResponse:
    return _live(request, get_object_or_404(previews_for(request.user), pk=preview_id))


@require_safe
def sound(request: HttpRequest, preview_id: uuid.UUID) -> HttpResponseBase:
    preview = get_object_or_404(previews_for(request.user), pk=preview_id)
    made = Artifact.objects.filter(pk=preview.digest).first() if preview.state == RunState.DONE else None
    if made is None:
        raise Http404("That has not been spoken.")
    return send(request, storage=production_storage(), name=made.file.name, content_type="audio/wav")


def _live(request: HttpRequest, preview: Preview) -> HttpResponse:
    failed = preview.state == RunState.FAILED
    return TemplateResponse(request, "generation/preview/live.html", {"preview": preview, "failed": failed})
