"""Reviewing work of colleagues, without knowing whose it is."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labs.contract import Refused
from labs.models import Review, ReviewState
from labs.models.lab import lab_at
from labs.peers.rubric import LONGEST, MOST, SHORTEST, Rubric
from labs.peers.saying import Said, kept, said_in
from labs.peers.showing import picture_of, shown
from labs.queries import compared_by, open_reviews, own_review, reviews_by, takable
from labs.services import keep_review, send_review, take_review

SHOWN = 50
"""Reviews on one's own list."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reviews(request: HttpRequest) -> HttpResponseBase:
    """What waits, and what one has taken. POST takes the work that has waited longest."""
    problem = ""
    if request.method == "POST":
        try:
            return redirect("labs:review", take_review(user=request.user).pk)
        except Refused as refused:
            problem = refused.message
    now = timezone.now()
    mine = list(reviews_by(request.user)[:SHOWN])
    context = {
        "problem": problem,
        "waiting": takable(request.user, now).count(),
        "open": open_reviews(request.user, now),
        "late": [one for one in mine if not one.is_sent and not one.holds(now)],
        "sent": [one for one in mine if one.is_sent],
        "compared": compared_by(request.user),
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "labs/peers/reviews.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: HttpRequest, review_id: uuid.UUID) -> HttpResponseBase:
    """One that is one's own. POST with do: keep it for later, or send it."""
    found = _own_or_404(request, review_id)
    if request.method != "POST":
        return _show(request, found)
    try:
        if request.POST.get("do") == "keep":
            keep_review(review=found, posted=request.POST)
            messages.success(request, "It is kept. Nobody else sees it until you send it.")
            return redirect("labs:review", found.pk)
        send_review(review=found, posted=request.POST)
    except Refused as refused:
        return _show(request, found, refused)
    messages.success(request, "Thank you. Your review is sent.")
    return redirect("labs:review", found.pk)


@require_safe
@never_cache
def review_picture(request: HttpRequest, review_id: uuid.UUID, work_picture: int) -> HttpResponseBase:
    """A picture of the work that one reviews."""
    return picture_of(_own_or_404(request, review_id).request, work_picture)


def _own_or_404(request: HttpRequest, review_id: uuid.UUID) -> Review:
    found = own_review(request.user, review_id)
    if found is None:
        raise Http404("You have no such review.")
    return found


def _show(request: HttpRequest, review: Review, refused: Refused | None = None) -> HttpResponse:
    rubric = lab_at(review.request.submission.run.revision).rubric
    if rubric is None:
        raise Http404("This lab has no rubric.")
    done = review.is_sent and review.request.state != ReviewState.WAITING
    context: dict[str, Any] = {
        "review": review,
        "shown": shown(review.request, lambda number: _address(review, number)),
        "rubric": rubric,
        "rows": _rows(rubric, _said(request, review, rubric, refused)),
        "overall": _said(request, review, rubric, refused).overall,
        "passed": review.is_sent and rubric.passes(review.points),
        "compared": compared_by(request.user, review.request) if done else None,
        "given_away": not review.is_sent and review.place is None,
        "late": not review.holds(timezone.now()),
        "problem": refused.message if refused else "",
        "shortest": SHORTEST,
        "longest": LONGEST,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "labs/peers/review.html", context, status=status)


def _address(review: Review, number: int) -> str:
    return reverse("labs:review_picture", args=[review.pk, number])


def _said(request: HttpRequest, review: Review, rubric: Rubric, refused: Refused | None) -> Said:
    if refused:
        return said_in(rubric, request.POST)
    if review.is_sent:
        return Said(tuple(review.points), tuple(review.sentences), review.overall)
    return kept(rubric, review.draft)


def _rows(rubric: Rubric, said: Said) -> list[dict[str, Any]]:
    """A criterion each: its meanings with their points, the most last, and what was said of it."""
    told = zip(rubric.criteria, said.points, said.sentences, strict=True)
    return [
        {
            "number": at,
            "criterion": one,
            "meanings": [(number, one.meanings[number]) for number in range(MOST + 1)],
            "points": points,
            "sentence": why,
        }
        for at, (one, points, why) in enumerate(told)
    ]
