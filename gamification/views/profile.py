"""A person's page for colleagues, and where they choose what stands on it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gamification.models import Profile
from gamification.queries.profile import profile_at, seen_by
from gamification.services.profile import choose_profile


@require_safe
def profile(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """For its owner as a colleague sees it."""
    found = profile_at(address, request.user)
    if found is None:
        raise Http404
    context = {
        "profile": found,
        "seen": seen_by(found, request.user),
        "own": found.user_id == request.user.pk,
    }
    return render(request, "gamification/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        kept = choose_profile(
            user=request.user,
            levels="levels" in request.POST,
            badges="badges" in request.POST,
            certificates="certificates" in request.POST,
            board="board" in request.POST,
        )
        messages.success(
            request, "Colleagues can see it now." if kept.shown else "Nobody but you sees anything of it."
        )
        return redirect("gamification:profile_edit")
    found = Profile.objects.filter(user=request.user).first()
    return render(request, "gamification/profile_edit.html", {"profile": found})
