"""Saying when one works and rests, and when a team is on a shoot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.queries import teams_managed_by
from courses.services import Refused
from gamification.models import RestDays
from gamification.queries.rest import own_rest, team_rest, teams_of, weekdays_of
from gamification.queries.streak import today_of
from gamification.rest_forms import RestForm, ShootForm, WeekForm
from gamification.services.rest import FURTHEST_BACK, add_rest, remove_rest, set_working_week

LONGEST_NUMBER = 18
"""Digits of a row's number."""


@require_http_methods(["GET", "HEAD", "POST"])
def days(request: HttpRequest) -> HttpResponseBase:
    """One's own days. Fields of POST: do (week, add, remove), and those of its form."""
    user, today = request.user, today_of(request.user, timezone.now())
    does = request.POST.get("do", "")
    week = WeekForm(
        request.POST if does == "week" else None, initial={"days": sorted(weekdays_of(user, today))}
    )
    rest = RestForm(request.POST if does == "add" else None)
    done = (
        _kept(week, lambda **said: set_working_week(user=user, today=today, weekdays=said["days"]))
        or _kept(rest, lambda **said: add_rest(by=user, today=today, **said))
        or (does == "remove" and _removed(request, user=user))
    )
    if done:
        return redirect("gamification:review_days")
    context = {
        "week": week,
        "rest": rest,
        "own": own_rest(user, since=today - FURTHEST_BACK),
        "shoots": team_rest(teams_of(user, on=today), since=today),
    }
    return _page(request, "gamification/review_days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def team_days(request: HttpRequest, team_id: int) -> HttpResponseBase:
    """The shoots of a team, for whoever manages it. Fields of POST: do (add, remove), and its form's."""
    team = get_object_or_404(teams_managed_by(request.user), pk=team_id)
    today = today_of(request.user, timezone.now())
    does = request.POST.get("do", "")
    shoot = ShootForm(request.POST if does == "add" else None)
    done = _kept(shoot, lambda **said: add_rest(by=request.user, today=today, team=team, **said)) or (
        does == "remove" and _removed(request, team=team)
    )
    if done:
        return redirect("gamification:team_days", team.pk)
    context = {"team": team, "shoot": shoot, "shoots": team_rest([team], since=today - FURTHEST_BACK)}
    return _page(request, "gamification/team_days.html", context)


def _kept(form: forms.Form, keep: Callable[..., object]) -> bool:
    """Whether a form was sent, and what it says is kept."""
    if not form.is_valid():
        return False
    try:
        keep(**form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    return True


def _removed(request: HttpRequest, **owner: Any) -> bool:
    given = request.POST.get("rest", "")
    known = given.isdecimal() and len(given) <= LONGEST_NUMBER
    rest = RestDays.objects.filter(pk=given, **owner).first() if known else None
    if rest is not None:
        remove_rest(by=request.user, rest=rest)
    return True


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)
