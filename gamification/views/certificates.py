"""One's own certificates: asked for, waited for, taken along."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from courses.media_files import send
from courses.models import CoursePage
from courses.queries import visible
from courses.services import Refused
from gamification.queries.certificates import certificate_of, certificates_of
from gamification.services.certificates import ask_for_certificate


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"own": certificates_of(request.user), "refusal": refusal}
    return render(request, "gamification/certificates.html", context, status=status)


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Only what changes, for a page that waits; the last one no longer says how to ask again."""
    return render(request, "gamification/certificates_live.html", {"own": certificates_of(request.user)})


@require_POST
def ask(request: HttpRequest, course_id: int) -> HttpResponse:
    if not visible(CoursePage.objects.filter(pk=course_id), request.user).exists():
        raise Http404
    try:
        ask_for_certificate(user=request.user, course_id=course_id)
    except Refused as refused:
        return _page(request, refused.message, 409)
    return redirect("gamification:certificates")


@require_safe
def file(request: HttpRequest, certificate_id: uuid.UUID) -> HttpResponseBase:
    certificate = certificate_of(request.user, certificate_id)
    if certificate is None:
        raise Http404
    return send(
        request,
        storage=certificate.file.storage,
        name=certificate.file.name,
        content_type="application/pdf",
        download_as="Certificate of completion.pdf",
    )
