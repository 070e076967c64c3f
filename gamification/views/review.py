"""The daily review: what is due, one question after the other, and what came back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.asked import question_of
from courses.models import ModulePage
from courses.queries import refreshed_state
from courses.services import Refused
from courses.steps import blocks_at
from courses.views.answers import key_of, status_of
from gamification.models import ReviewItem
from gamification.queries.review import (
    due_today,
    item_of,
    module_of,
    put_aside,
    questions_of,
    streak_today,
    waiting,
)
from gamification.services.review import answer_item, begin_review, skip_item


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: HttpRequest) -> HttpResponseBase:
    """Where the day's review stands. POST begins it."""
    if request.method == "POST":
        return _begun(request)
    found = due_today(request.user, timezone.now())
    context = {"review": found, "streak": streak_today(request.user, found)}
    if found.session and not found.number:
        named = questions_of(item.module_id for item in found.answered)
        context["answered"] = [
            (item, named[item.module_id, item.block_id])
            for item in found.answered
            if (item.module_id, item.block_id) in named
        ]
    return render(request, "gamification/review.html", context)


def _begun(request: HttpRequest) -> HttpResponseBase:
    try:
        session = begin_review(user=request.user)
    except Refused as refused:
        messages.info(request, refused.message)
        return redirect("gamification:review")
    return redirect(_onward(waiting(session).first()))


@require_safe
@never_cache
def due(request: HttpRequest) -> HttpResponseBase:
    """A fragment: how many questions wait today, and the streak."""
    found = due_today(request.user, timezone.now())
    context = {"review": found, "streak": streak_today(request.user, found)}
    return render(request, "gamification/review_due.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request: HttpRequest, session_id: int, number: int) -> HttpResponseBase:
    """One question of one's own review. POST answers it, or with ``skip`` passes it over."""
    item = item_of(request.user, session_id, number)
    if item is None:
        raise Http404("You have no such question in a review.")
    module = module_of(request.user, item)
    if request.method != "POST":
        return render(request, "gamification/review_question.html", _page(item, module))
    if "skip" in request.POST:
        skip_item(item=item)
        return redirect(_onward(_following(item)))
    return _answered(request, item, module)


def _answered(request: HttpRequest, item: ReviewItem, module: ModulePage | None) -> HttpResponseBase:
    as_json = request.headers.get("Accept") == "application/json"
    try:
        key = key_of(request)
        if module is None:
            raise Refused("unknown_question", "That question is not asked any more. Go on with the next one.")
        item = answer_item(item=item, module=module, posted=request.POST, client_key=key)
    except Refused as refused:
        status = status_of(refused)
        if as_json:
            return JsonResponse({"error": refused.code, "message": refused.message}, status=status)
        page = _page(item, module, refused.message, request.POST)
        return render(request, "gamification/review_question.html", page, status=status)
    if as_json:
        html = render_to_string("gamification/_review_question.html", _page(item, module), request)
        return JsonResponse({"block": item.block_id, "html": html})
    return redirect("gamification:review_question", item.session_id, item.number)


def _page(
    item: ReviewItem, module: ModulePage | None, problem: str = "", posted: Any = None
) -> dict[str, Any]:
    """question: None where it is not asked any more, or otherwise, or its module is not open any more."""
    gone = module is None or put_aside(item)
    child = None if gone else next(iter(blocks_at(module.body, [item.block_id])), None)
    question = None
    if child is not None:
        state = refreshed_state(child, item.evidence)
        question = question_of(child, state, seed=f"review {item.session_id}", posted=posted)
    following = _following(item)
    return {
        "item": item,
        "module": module,
        "question": question,
        "of": item.session.items.count(),
        "answer_url": reverse("gamification:review_question", args=[item.session_id, item.number]),
        "onward_url": _onward(following),
        "last": following is None,
        "problem": problem,
    }


def _following(item: ReviewItem) -> ReviewItem | None:
    return waiting(item.session).filter(number__gt=item.number).first()


def _onward(item: ReviewItem | None) -> str:
    if item is None:
        return reverse("gamification:review")
    return reverse("gamification:review_question", args=[item.session_id, item.number])
