"""What comes of versions, at the desk of a prompt lab. With htmx only the part that changed comes back: a
prompt that somebody is writing stays as it is.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labs.contract import Refused
from labs.models import Output, OutputState, Run
from labs.prompt.outputs.page import deciding_about, outputs_page, shown_output
from labs.prompt.versions import kept_versions
from labs.queries import desk_of, outputs_in
from labs.services import ask_for_outputs, decide_on, retry_output, show_recorded
from labs.views.desk import show_desk
from labs.views.gate import key_of, run_or_404

SECTION, ONE = "labs/prompt/_outputs.html", "labs/prompt/_output.html"


@require_safe
@never_cache
def outputs(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """GET left, right: the desk with the outputs of those two versions side by side."""
    run = run_or_404(request, run_id, "prompt")
    page = outputs_page(desk_of(run), _pair(request.GET))
    if request.htmx:
        return render(request, SECTION, {"run": run, "fresh": True} | page)
    return show_desk(request, run, **page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponseBase:
    """POST recorded: lay those beside the version; POST many: have a model write so many."""
    run = run_or_404(request, run_id, "prompt")
    version = next((one for one in kept_versions(desk_of(run)) if one.number == version_number), None)
    if version is None:
        raise Http404("You have no such version.")
    if request.method != "POST":
        return redirect(_address(run, request.GET, "outputs"))
    try:
        if "recorded" in request.POST:
            show_recorded(version=version, client_key=key_of(request))
        else:
            many = request.POST.get("many", "")
            told = int(many) if many in ("1", "2", "3", "4") else 0
            ask_for_outputs(version=version, many=told, client_key=key_of(request))
    except Refused as refused:
        return _refused(request, run, refused)
    if not request.htmx:
        return redirect(_address(run, request.POST, "outputs"))
    page = outputs_page(desk_of(run), _pair(request.POST))
    return render(request, SECTION, {"run": run, "fresh": True} | page)


@require_safe
@never_cache
def output(request: HttpRequest, run_id: uuid.UUID, output_id: int) -> HttpResponseBase:
    """A part of the page: one output as it stands; 204 while it waits. was: what the page shows of it."""
    run = run_or_404(request, run_id, "prompt")
    found, was = _output_or_404(run, output_id), request.GET.get("was", "")
    shown = shown_output(desk_of(run), found)
    if found.state == OutputState.WAITING and was == shown.stage:
        # Nothing is put anew under whoever is at its button.
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _one(request, run, found, was=OutputState.WAITING if was == "long" else was)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def decide(request: HttpRequest, run_id: uuid.UUID, output_id: int) -> HttpResponseBase:
    """POST keeps what the learner decides about an output: verdict, reason, note."""
    run = run_or_404(request, run_id, "prompt")
    found = _output_or_404(run, output_id)
    if request.method == "POST":
        try:
            decide_on(
                version=found.version,
                output=found,
                verdict=request.POST.get("verdict", ""),
                reason=request.POST.get("reason", ""),
                note=request.POST.get("note", ""),
                client_key=key_of(request),
            )
        except Refused as refused:
            deciding = request.POST.dict() | {"about": f"output-{found.pk}"}
            if request.htmx:
                return _one(request, run, found, deciding=deciding, told=refused.message)
            return _refused(request, run, refused, deciding=deciding)
        if request.htmx:
            return _one(request, run, _output_or_404(run, output_id), fresh=True)
    return redirect(_address(run, request.POST, f"output-{found.pk}"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def again(request: HttpRequest, run_id: uuid.UUID, output_id: int) -> HttpResponseBase:
    """POST has an output that failed tried again, and one that waits called to mind."""
    run = run_or_404(request, run_id, "prompt")
    found = _output_or_404(run, output_id)
    if request.method == "POST":
        try:
            retry_output(output=found)
        except Refused as refused:
            if request.htmx:
                return _one(request, run, found, told=refused.message)
            return _refused(request, run, refused)
        if request.htmx:
            return _one(request, run, _output_or_404(run, output_id), fresh=True)
    return redirect(_address(run, request.POST, f"output-{found.pk}"))


def _output_or_404(run: Run, output_id: int) -> Output:
    found = outputs_in(run).filter(variant=False, pk=output_id).select_related("version").first()
    if found is None:
        raise Http404("You have no such output.")
    return found


def _one(request: HttpRequest, run: Run, found: Output, **more: Any) -> HttpResponse:
    shown = shown_output(desk_of(run), found)
    return render(request, ONE, {"run": run, "shown": shown, "alone": True} | deciding_about() | more)


def _refused(request: HttpRequest, run: Run, refused: Refused, **more: Any) -> HttpResponse:
    page = outputs_page(desk_of(run), _pair(request.POST)) | more
    if not request.htmx:
        return show_desk(request, run, refused, **page)
    # htmx puts nothing into the page that comes with a status of refusal.
    return render(request, SECTION, {"run": run, "outputs_problem": refused.message} | page)


def _pair(said: Mapping[str, str]) -> list[int]:
    """Numbers of versions, as far as they are numbers."""
    said_numbers = [said.get(name, "") for name in ("left", "right")]
    return [int(one) for one in said_numbers if one.isascii() and one.isdigit() and len(one) < 6]


def _address(run: Run, said: Mapping[str, str], place: str) -> str:
    pair = _pair(said)
    query = f"?left={pair[0]}&right={pair[-1]}" if pair else ""
    return f"{reverse('labs:prompt_outputs' if query else 'labs:desk', args=[run.pk])}{query}#{place}"
