"""A contact sheet: many variants of a scene, of which a few are kept."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from labs.contract import Refused
from labs.models import Run, Submission
from labs.models.lab import lab_at
from labs.prompt.variants.choosing import Choice, choice_in
from labs.prompt.variants.desk import choosing
from labs.queries import desk_of
from labs.services import keep_selection
from labs.views.gate import key_of, run_or_404

STATUS = {"finished": HTTPStatus.CONFLICT}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def recorded(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Those that the author recorded. POST keeps a choice: keep, why-<number>, common, rest."""
    run = run_or_404(request, run_id, "prompt")
    if not desk_of(run).task["variants"]:
        raise Http404("This lab has no variants of its own.")
    return _sheet(request, run, None)


def _sheet(request: HttpRequest, run: Run, version: Submission | None) -> HttpResponseBase:
    if request.method != "POST":
        return _shown(request, run, version)
    choice = choice_in(request.POST)
    try:
        keep_selection(run=run, version=version, choice=choice, client_key=key_of(request))
    except Refused as refused:
        return _shown(request, run, version, refused, choice)
    return redirect(f"{request.path}#chosen")


def _shown(
    request: HttpRequest,
    run: Run,
    version: Submission | None,
    refused: Refused | None = None,
    choice: Choice | None = None,
) -> HttpResponseBase:
    context = {"run": run, "lab": lab_at(run.revision), "problem": refused.message if refused else ""}
    context |= choosing(desk_of(run), version, choice)
    status = STATUS.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY) if refused else HTTPStatus.OK
    return render(request, "labs/prompt/variants.html", context, status=status)
