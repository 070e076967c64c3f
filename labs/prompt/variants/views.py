"""A contact sheet: many variants of a scene, of which a few are kept."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labs.contract import Refused
from labs.models import Run, Submission
from labs.models.lab import lab_at
from labs.prompt.variants.choosing import Choice, choice_in
from labs.prompt.variants.desk import choosing, writing
from labs.prompt.versions import kept_versions
from labs.queries import desk_of
from labs.services import ask_for_variants, keep_selection
from labs.views.gate import key_of, run_or_404
from labs.views.taken import tell_refused

STATUS = {"finished": HTTPStatus.CONFLICT}
PARTS = "labs/prompt/_variants_progress.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def recorded(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Those that the author recorded. POST keeps a choice: keep, why-<number>, common, rest."""
    run = run_or_404(request, run_id, "prompt")
    if not desk_of(run).task["variants"]:
        raise Http404("This lab has no variants of its own.")
    return _sheet(request, run, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def written(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponseBase:
    """Those that a model writes from a version, and how far it is. now: choose among those there are. POST
    keeps a choice.
    """
    run = run_or_404(request, run_id, "prompt")
    return _sheet(request, run, _version_or_404(run, version_number))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def make(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponseBase:
    """POST has a model write the sheet of a version, or again what failed of it."""
    run = run_or_404(request, run_id, "prompt")
    version = _version_or_404(run, version_number)
    if request.method == "POST":
        try:
            ask_for_variants(version=version, client_key=key_of(request))
        except Refused as refused:
            return _shown(request, run, version, refused)
    return redirect(_place(run, version))


@require_safe
@never_cache
def progress(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponse:
    """A part of the page: how far the sheet of a version is; 204 where the page says so already (was)."""
    run = run_or_404(request, run_id, "prompt")
    version = _version_or_404(run, version_number)
    shown = writing(version, now=False)
    if request.GET.get("was") == shown["progress"].stage:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, PARTS, {"run": run} | shown)


def _version_or_404(run: Run, number: int) -> Submission:
    found = next((one for one in kept_versions(desk_of(run)) if one.number == number), None)
    if found is None:
        raise Http404("You have no such version.")
    return found


def _place(run: Run, version: Submission | None) -> str:
    if version is None:
        return reverse("labs:prompt_variants", args=[run.pk])
    return reverse("labs:prompt_variants_of", args=[run.pk, version.number])


def _sheet(request: HttpRequest, run: Run, version: Submission | None) -> HttpResponseBase:
    if request.method != "POST":
        return _shown(request, run, version)
    choice = choice_in(request.POST)
    try:
        keep_selection(run=run, version=version, choice=choice, client_key=key_of(request))
    except Refused as refused:
        return _shown(request, run, version, refused, choice)
    return redirect(f"{_place(run, version)}#chosen")


def _shown(
    request: HttpRequest,
    run: Run,
    version: Submission | None,
    refused: Refused | None = None,
    choice: Choice | None = None,
) -> HttpResponse:
    status = HTTPStatus.OK
    context = {"run": run, "lab": lab_at(run.revision), "place": _place(run, version), "shows_sheet": True}
    if refused:
        tell_refused(request)
        status = STATUS.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY)
        context["problem"] = refused.message
    if version:
        context |= writing(version, now="now" in request.GET or choice is not None)
    context |= choosing(desk_of(run), version, choice)
    return render(request, "labs/prompt/variants.html", context, status=status)
