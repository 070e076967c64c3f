"""What can be done at the desk of a training room beside sending a step."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import retarget

from labs.contract import Refused
from labs.models import Run
from labs.queries import desk_of
from labs.services import nudge_if_quiet, request_training
from labs.views.desk import show_desk
from labs.views.gate import run_or_404

TYPE = "training_room"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def train(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """POST has the model trained that the run waits for, or tries again one that failed."""
    run = run_or_404(request, run_id, TYPE)
    if request.method == "POST":
        try:
            request_training(run=run)
        except Refused as refused:
            return show_desk(request, run, refused)
    return redirect(f"{reverse('labs:desk', args=[run.pk])}#stage")


@require_safe
@never_cache
def live(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """A part of the page: how a model that is being trained stands; 204 while that looks as it did when it
    was seen last, so that nothing is swapped under anybody's hands; the whole step, once, when it is there.
    """
    run = run_or_404(request, run_id, TYPE)
    desk = desk_of(run)
    context = run.lab.type.page(desk) | {"run": run, "desk": desk}
    training = context.get("training")
    if training is None or not training.waits:
        whole = render(request, "labs/training_room/_stage.html", context | {"arrived": True})
        return retarget(whole, "#stage")
    nudge_if_quiet(training=training)
    if request.GET.get("seen") == training.looks:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "labs/training_room/_waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def look(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """POST shows what a choice of lines or a mark would mean. Nothing is kept."""
    run: Run = run_or_404(request, run_id, TYPE)
    if request.method != "POST":
        return redirect("labs:desk", run.pk)
    return show_desk(request, run, posted=request.POST)
