"""What colleagues make of one's own work: asking for it, reading it, disputing it."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from labs.contract import Refused
from labs.models import Review, ReviewRequest, ReviewState, Run
from labs.models.lab import lab_at
from labs.peers.rubric import LONGEST, MOST, Rubric
from labs.queries import number_able, projects_that_name, request_of
from labs.services import ask_for_reviews, dispute_reviews
from labs.views.gate import run_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def peers(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Of one's own work that is handed in. POST with do: ask, or dispute with words."""
    run = run_or_404(request, run_id)
    rubric = lab_at(run.revision).rubric
    if not run.is_finished or run.module is None or rubric is None:
        raise Http404("Nobody reviews this.")
    if request.method != "POST":
        return _show(request, run, rubric)
    try:
        _do(request, run)
    except Refused as refused:
        return _show(request, run, rubric, refused)
    return redirect("labs:peers", run.pk)


def _do(request: HttpRequest, run: Run) -> None:
    """Raises Refused."""
    if request.POST.get("do") == "ask":
        ask_for_reviews(run=run)
        messages.success(request, "Your work waits for two colleagues. They will not know whose it is.")
    elif request.POST.get("do") == "dispute" and (asked := request_of(run)):
        dispute_reviews(request=asked, words=request.POST.get("words", ""))
        messages.success(request, "An L&D admin reads your work and both reviews, and decides.")
    else:
        raise Refused("unknown_deed", "We could not read what to do. Reload the page and try again.")


def _show(request: HttpRequest, run: Run, rubric: Rubric, refused: Refused | None = None) -> HttpResponse:
    asked = request_of(run)
    reviews = list(asked.reviews.all()) if asked else []
    sent = [one for one in reviews if one.is_sent]
    context: dict[str, Any] = {
        "run": run,
        "lab": lab_at(run.revision),
        "rubric": rubric,
        "asked": asked,
        "number_in": len(sent),
        "able": number_able(asked) if asked and asked.state == ReviewState.WAITING else 0,
        "projects": projects_that_name(run),
        # The page shows them once both are in: the second reviewer may be whoever the learner talks to.
        "reviews": [told(rubric, one) for one in sent],
        "dispute": getattr(asked, "dispute", None),
        "may_dispute": _may_dispute(asked),
        "problem": refused.message if refused else "",
        "words": request.POST.get("words", "") if refused else "",
        "longest": LONGEST,
    }
    context["decided"] = _decided(rubric, context["dispute"])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "labs/peers/mine.html", context, status=status)


def told(rubric: Rubric, review: Review) -> dict[str, Any]:
    """A review without its reviewer."""
    rows = zip(rubric.criteria, review.points, review.sentences, strict=True)
    return {
        "place": review.place,
        "rows": [(one, points, one.meanings[points], why) for one, points, why in rows],
        "overall": review.overall,
        "share": round(100 * rubric.share(review.points)),
        "passed": rubric.passes(review.points),
        "most": MOST,
    }


def _decided(rubric: Rubric, dispute: Any) -> dict[str, Any] | None:
    if dispute is None or dispute.decided_at is None:
        return None
    return {
        "stands": dispute.stands.place if dispute.stands else None,
        "share": round(100 * rubric.share(dispute.points)),
        "passed": rubric.passes(dispute.points),
        "rows": list(zip(rubric.criteria, dispute.points, strict=True)),
        "reason": dispute.reason,
    }


def _may_dispute(asked: ReviewRequest | None) -> bool:
    if asked is None or asked.state != ReviewState.DONE or asked.argued_until is None:
        return False
    return timezone.now() <= asked.argued_until
