"""Comparing outputs of two versions without being told which is whose."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from labs.contract import Refused
from labs.models import Comparison, Run
from labs.models.lab import lab_at
from labs.prompt.blind.desk import ANSWERS, Shown, beginning, blind
from labs.queries import comparison_in, desk_of
from labs.services import begin_comparison, judge
from labs.views.gate import key_of, run_or_404
from labs.views.taken import tell_refused

STATUS = {"finished": HTTPStatus.CONFLICT, "judged": HTTPStatus.CONFLICT}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def comparisons(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Those there are, and a form for another. POST: first, second (numbers of versions), question."""
    run = run_or_404(request, run_id, "prompt")
    if request.method != "POST":
        return _comparisons(request, run)
    try:
        begun = begin_comparison(
            run=run,
            first=_number(request, "first"),
            second=_number(request, "second"),
            question=request.POST.get("question", ""),
            client_key=key_of(request),
        )
    except Refused as refused:
        return _comparisons(request, run, refused)
    return redirect(_place(begun))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compare(request: HttpRequest, run_id: uuid.UUID, comparison_number: int) -> HttpResponseBase:
    """The next pair, or what came of it once all are judged. POST: showing (from 0), answer."""
    run = run_or_404(request, run_id, "prompt")
    found = comparison_in(run, comparison_number)
    if found is None:
        raise Http404("You have no such comparison.")
    if request.method != "POST":
        return _compare(request, run, found)
    try:
        judge(
            comparison=found,
            number=_number(request, "showing"),
            answer=request.POST.get("answer", ""),
            client_key=key_of(request),
        )
    except Refused as refused:
        return _compare(request, run, found, refused)
    return redirect(_place(found))


def _comparisons(request: HttpRequest, run: Run, refused: Refused | None = None) -> HttpResponse:
    desk = desk_of(run)
    context = _context(run, refused) | blind(desk) | beginning(desk)
    if refused:
        tell_refused(request)
        context["chosen"] = [_number(request, "first"), _number(request, "second")]
        context["question"] = request.POST.get("question", "")
    return render(request, "labs/prompt/blind.html", context, status=_status(refused))


def _compare(
    request: HttpRequest, run: Run, found: Comparison, refused: Refused | None = None
) -> HttpResponse:
    if refused:
        tell_refused(request)
    context = _context(run, refused) | {"shown": Shown(found), "answers": ANSWERS}
    return render(request, "labs/prompt/compare.html", context, status=_status(refused))


def _context(run: Run, refused: Refused | None) -> dict:
    return {"run": run, "lab": lab_at(run.revision), "problem": refused.message if refused else ""}


def _status(refused: Refused | None) -> HTTPStatus:
    return STATUS.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY) if refused else HTTPStatus.OK


def _number(request: HttpRequest, name: str) -> int:
    """Of a field; -1, which nothing bears, for anything else."""
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else -1


def _place(comparison: Comparison) -> str:
    address = reverse("labs:prompt_compare", args=[comparison.run_id, comparison.number])
    return f"{address}#pair"
