"""The page one works at."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from labs.contract import Refused
from labs.models import Run
from labs.models.lab import lab_at
from labs.queries import desk_of, place_in
from labs.services import begin, submit
from labs.views.gate import key_of, run_or_404
from labs.views.taken import tell_refused

STATUS = {"finished": HTTPStatus.CONFLICT}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def desk(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """POST sends work: the fields of the lab's type, and client_key."""
    run = run_or_404(request, run_id)
    if request.method != "POST":
        return show_desk(request, run)
    try:
        kept = submit(run=run, posted=request.POST, files=request.FILES, client_key=key_of(request))
    except Refused as refused:
        return show_desk(request, run, refused)
    # There the focus goes: to what came of it, past the head of the page.
    return redirect(f"{reverse('labs:desk', args=[run.pk])}#{'result' if kept.final else 'kept'}")


def show_desk(
    request: HttpRequest,
    run: Run,
    refused: Refused | None = None,
    *,
    posted: QueryDict | None = None,
    **more: Any,
) -> HttpResponse:
    """The page as it stands; with what was refused, to be mended. posted: work that is not sent yet. more:
    what else the template shows.
    """
    if refused:
        tell_refused(request)
    at = desk_of(run)
    type = run.lab.type
    context: dict[str, Any] = {
        "run": run,
        "lab": lab_at(run.revision),
        "desk": at,
        "problem": refused.message if refused else "",
    }
    context |= type.page(at, request.POST if refused else posted)
    context |= more
    status = STATUS.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY) if refused else HTTPStatus.OK
    return render(request, type.template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """POST begins another run where this one was. A GET is someone whom sign-in sent here."""
    run = run_or_404(request, run_id)
    if request.method != "POST":
        return redirect("labs:desk", run.pk)
    place = place_in(request.user, run.module.slug, run.block_id) if run.module else None
    if run.module and (place is None or place.lab.pk != run.lab_id):
        refused = Refused("gone", "The lesson has no lab here any more. What you did is kept.")
        return show_desk(request, run, refused)
    try:
        return redirect("labs:desk", begin(user=request.user, lab=run.lab, place=place).pk)
    except Refused as refused:
        return show_desk(request, run, refused)
