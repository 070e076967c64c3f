"""Tests at the desk of a prompt lab: one's own, and all of them as a file."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labs.contract import Refused
from labs.models import Run
from labs.models.lab import lab_at
from labs.prompt.assertions.desk import regression, tests_at, versions_at
from labs.prompt.assertions.promptfoo import promptfoo_config
from labs.prompt.assertions.vocabulary import NOT
from labs.queries import desk_of, own_tests
from labs.services import add_own_test, remove_own_test
from labs.views.desk import show_desk
from labs.views.gate import key_of, run_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """POST: opposite, type, value."""
    run = run_or_404(request, run_id, "prompt")
    if request.method != "POST":
        return redirect(_tests_of(run))
    said = {name: request.POST.get(name, "") for name in ("opposite", "type", "value")}
    try:
        type = (NOT if said["opposite"] else "") + said["type"]
        value = said["value"].replace("\r\n", "\n")
        add_own_test(run=run, said={"type": type, "value": value}, client_key=key_of(request))
    except Refused as refused:
        return _refused(request, run, refused, testing=said)
    return _shown(request, run)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove(request: HttpRequest, run_id: uuid.UUID, own_test_id: int) -> HttpResponseBase:
    run = run_or_404(request, run_id, "prompt")
    test = own_tests(run).filter(pk=own_test_id).first()
    if request.method != "POST":
        return redirect(_tests_of(run))
    try:
        if test:
            remove_own_test(test=test)
    except Refused as refused:
        return _refused(request, run, refused)
    return _shown(request, run)


@require_safe
@never_cache
def promptfoo(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """A run's versions and tests as `promptfooconfig.yaml`."""
    run = run_or_404(request, run_id, "prompt")
    desk = desk_of(run)
    tests = tests_at(desk)
    versions = versions_at(desk, tests)
    if not versions:
        raise Http404("There is no version to test yet.")
    config = promptfoo_config(lab_at(run.revision).title, versions, tests)
    named = {"Content-Disposition": 'attachment; filename="promptfooconfig.yaml"'}
    return HttpResponse(config, content_type="application/yaml; charset=utf-8", headers=named)


def _tests_of(run: Run) -> str:
    return f"{reverse('labs:desk', args=[run.pk])}#tests"


def _shown(request: HttpRequest, run: Run) -> HttpResponseBase:
    """htmx gets the tests alone, so that a prompt somebody is writing stays as it is."""
    if not request.htmx:
        return redirect(_tests_of(run))
    return render(request, "labs/prompt/_tests.html", _context(run))


def _refused(
    request: HttpRequest, run: Run, refused: Refused, testing: dict[str, str] | None = None
) -> HttpResponse:
    if not request.htmx:
        return show_desk(request, run, refused, testing=testing)
    context = _context(run) | {"test_problem": refused.message, "testing": testing}
    # htmx puts nothing into the page that comes with a status of refusal.
    return render(request, "labs/prompt/_tests.html", context)


def _context(run: Run) -> dict:
    return {"run": run} | regression(desk_of(run))
