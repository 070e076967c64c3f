"""Coming to a lab: from a lesson, from Studio to try it, or back to one that was begun."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labs.contract import Refused
from labs.models import Lab
from labs.queries import Place, answerable, open_reviews, place_in, runs_at, runs_of, takable
from labs.services import begin

SHOWN = 50
"""Runs on one's own list: what is older is found in the record."""


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponseBase:
    """The labs one has begun."""
    runs, now = list(runs_of(request.user)[:SHOWN]), timezone.now()
    context = {
        "open_runs": [run for run in runs if not run.is_finished],
        "done_runs": [run for run in runs if run.is_finished],
        "reviews_to_take": takable(request.user, now).count(),
        "reviews_taken": open_reviews(request.user, now).count(),
        "reviewed": answerable(request.user, now),
    }
    return render(request, "labs/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def front(request: HttpRequest, module_slug: str, block_id: str) -> HttpResponseBase:
    """A lab of a lesson one is in. POST begins it."""
    place = place_in(request.user, module_slug, block_id)
    if place is None:
        raise Http404("That lesson has no lab here that is open to you.")
    return _front(request, place.lab, place)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def trial(request: HttpRequest, lab_slug: str) -> HttpResponseBase:
    """A lab for those who write labs, as its newest draft stands. Nothing of it counts."""
    lab = Lab.objects.filter(slug=lab_slug).first()
    if lab is None or lab.latest_revision is None or not request.user.has_perm("labs.view_lab"):
        raise Http404("You have no such lab to try.")
    return _front(request, lab, None)


def _front(request: HttpRequest, lab: Lab, place: Place | None) -> HttpResponseBase:
    problem = ""
    if request.method == "POST":
        try:
            return redirect("labs:desk", begin(user=request.user, lab=lab, place=place).pk)
        except Refused as refused:
            problem = refused.message
    runs = list(runs_at(request.user, lab, place.key if place else "")[:SHOWN])
    context = {
        "lab": lab if place else lab.latest_revision.as_object(),
        "place": place,
        "problem": problem,
        "open": next((run for run in runs if not run.is_finished), None),
        "done_runs": [run for run in runs if run.is_finished],
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "labs/front.html", context, status=status)
