import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.queries import has_role
from accounts.roles import LD_ADMINS
from config.health import State, examine, worst


@never_cache
@require_safe
def site_health(request: HttpRequest) -> HttpResponse:
    """For L&D admins."""
    if not has_role(request.user, LD_ADMINS):
        raise Http404
    signs = examine()
    context = {
        "signs": signs,
        "states": {state.name: state for state in State},
        "worst": worst(signs),
        "at": timezone.now(),
        "page_title": "Site health",
        "header_icon": "info-circle",
    }
    return render(request, "config/health.html", context)


@never_cache
@login_not_required
def report(request: HttpRequest) -> HttpResponse:
    """For monitoring: 503 where a sign is failing. Not there without GREENROOM_HEALTH_TOKEN as Bearer."""
    token = settings.GREENROOM_HEALTH_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not secrets.compare_digest(given.encode(), token.encode()):
        raise Http404
    signs = examine()
    state = worst(signs)
    told = [
        {"name": sign.name, "state": sign.state, "figure": sign.figure, "advice": sign.advice}
        for sign in signs
    ]
    body = {"state": state, "at": timezone.now().isoformat(timespec="seconds"), "signs": told}
    return JsonResponse(body, status=503 if state is State.FAILING else 200)
