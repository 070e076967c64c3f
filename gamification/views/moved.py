from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.queries import latest_attempt, visible_module
from gamification.queries import badges_for, moves_of


@require_safe
def moved(request: HttpRequest, module_slug: str) -> HttpResponse:
    """A fragment: what the signed-in learner's latest way through a module moved, and the badge it earned."""
    module = visible_module(request.user, module_slug)
    if module is None:
        raise Http404
    attempt = latest_attempt(request.user, module)
    moves, badges = (moves_of(attempt), badges_for(attempt)) if attempt else ([], [])
    return render(request, "gamification/moved.html", {"moves": moves, "badges": badges})
