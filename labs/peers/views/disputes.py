"""Disputes about reviews, for L&D admins in the studio: the only place where both names stand."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import has_role
from accounts.roles import LD_ADMINS
from labs.contract import Refused
from labs.models import Dispute
from labs.peers.rubric import LONGEST, MOST
from labs.peers.showing import picture_of, shown
from labs.peers.views.asking import told
from labs.queries import disputes, rubric_at
from labs.services import decide_dispute

SHOWN = 100
OWN = "own"
"""Instead of a place: points of the admin's own."""


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    _let_in(request)
    rows = list(disputes(request.user)[:SHOWN])
    context = {
        "waiting": [row for row in rows if row.decided_at is None],
        "decided": [row for row in rows if row.decided_at],
        "page_title": "Disputes about reviews",
        "header_icon": "comment",
    }
    return render(request, "labs/peers/disputes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def dispute(request: HttpRequest, dispute_id: uuid.UUID) -> HttpResponseBase:
    """One. POST decides: stands (1, 2 or own), points-0 and so on, reason."""
    found = _found(request, dispute_id)
    if request.method != "POST":
        return _show(request, found)
    try:
        _decide(request, found)
    except Refused as refused:
        return _show(request, found, refused)
    messages.success(request, "Decided. The learner reads your reason.")
    return redirect("peer_reviews:list")


@require_safe
@never_cache
def picture(request: HttpRequest, dispute_id: uuid.UUID, work_picture: int) -> HttpResponseBase:
    return picture_of(_found(request, dispute_id).request, work_picture)


def _decide(request: HttpRequest, dispute: Dispute) -> None:
    """Raises Refused."""
    chosen = request.POST.get("stands", "")
    sent = dispute.request.reviews.filter(sent_at__isnull=False)
    stands = next((one for one in sent if str(one.place) == chosen), None)
    rubric = rubric_at(dispute.request.submission.run)
    given = [request.POST.get(f"points-{at}", "") for at in range(len(rubric.criteria))] if rubric else []
    known = [str(number) for number in range(MOST + 1)]
    own = [int(one) for one in given if one in known] if chosen == OWN else []
    reason = request.POST.get("reason", "")
    decide_dispute(dispute=dispute, by=request.user, reason=reason, stands=stands, points=own)


def _show(request: HttpRequest, dispute: Dispute, refused: Refused | None = None) -> HttpResponse:
    rubric = rubric_at(dispute.request.submission.run)
    if rubric is None:
        raise Http404("This lab has no rubric.")
    sent = dispute.request.reviews.filter(sent_at__isnull=False).select_related("reviewer")
    posted = request.POST if refused else {}
    context = {
        "dispute": dispute,
        "learner": dispute.request.submission.run.user,
        "shown": shown(dispute.request, lambda number: _address(dispute, number)),
        "rubric": rubric,
        "reviews": [(one.reviewer, told(rubric, one)) for one in sent],
        "rows": [(at, one, posted.get(f"points-{at}", "")) for at, one in enumerate(rubric.criteria)],
        "decided": list(zip(rubric.criteria, dispute.points, strict=False)),
        "steps": [str(number) for number in range(MOST + 1)],
        "stands": posted.get("stands", ""),
        "reason": posted.get("reason", ""),
        "refusal": refused.message if refused else "",
        "longest": LONGEST,
        "page_title": "A dispute about reviews",
        "header_icon": "comment",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "labs/peers/dispute.html", context, status=status)


def _address(dispute: Dispute, number: int) -> str:
    return reverse("peer_reviews:picture", args=[dispute.pk, number])


def _found(request: HttpRequest, dispute_id: uuid.UUID) -> Dispute:
    _let_in(request)
    rows = disputes(request.user).select_related("request__submission__run__revision")
    found = rows.filter(pk=dispute_id).first()
    if found is None:
        raise Http404("There is no such dispute.")
    return found


def _let_in(request: HttpRequest) -> None:
    """Raises Http404: nobody else reads who wrote what."""
    if not has_role(request.user, LD_ADMINS):
        raise Http404("There are no disputes for you to see.")
