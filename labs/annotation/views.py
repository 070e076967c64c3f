"""Clips that are to be labelled. No lesson shows them, so the door of lessons' clips is not theirs."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from courses.views.clips import send_part
from labs.annotation.scheme import scheme_of
from labs.models.lab import lab_at
from labs.views.gate import run_or_404


@require_safe
def clip(request: HttpRequest, run_id: uuid.UUID, lab_clip_id: int, part: str) -> HttpResponseBase:
    """part: file, captions or poster, of a clip of one's own run."""
    run = run_or_404(request, run_id, "annotation")
    scheme = scheme_of(lab_at(run.revision).asked)
    for item in {*scheme.first, *scheme.second}:
        for found in (item.film, item.recording):
            if found and found.pk == lab_clip_id:
                return send_part(request, found, part)
    raise Http404("That lab has no such clip.")
