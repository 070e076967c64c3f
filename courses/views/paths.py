"""Learning paths: which there are, and one of them with what is open on it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.models import LearningPath
from courses.path_page import page_of
from courses.queries import bearings, cards, paths_seen_by, walks
from courses.services import Refused, choose_path, leave_path


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    found = walks(bearings(request.user), paths_seen_by(request.user))
    mine = [one for one in found if one.choice]
    context = {
        "mine": mine,
        "craft": [one for one in found if one.is_for_craft and one not in mine],
        "others": [one for one in found if not one.is_for_craft and one not in mine],
    }
    return render(request, "courses/paths.html", context)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    there = bearings(request.user)
    paths = paths_seen_by(request.user).filter(slug=slug)
    (walk,) = walks(there, paths) or _nothing()
    modules = [there.modules[pk] for pk in dict.fromkeys(walk.modules)]
    found = {card.module.pk: card for card in cards(request.user, modules, list(there.courses.values()))}
    return render(request, "courses/path.html", {"walk": walk, "page": page_of(walk, found)})


def _nothing() -> list:
    raise Http404("No path of that name is offered.")


def _path_or_404(slug: str) -> LearningPath:
    return LearningPath.objects.filter(slug=slug, live=True).first() or _nothing()


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """A GET is someone whom sign-in sent to the form's address."""
    path = _path_or_404(slug)
    if request.method == "POST":
        try:
            choose_path(user=request.user, path=path)
            messages.success(request, f"You are on “{path.title}”. It leads what is suggested to you.")
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("paths:index")
    return redirect("paths:path", path.slug)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    path = _path_or_404(slug)
    if request.method == "POST":
        leave_path(user=request.user, path=path)
        messages.success(request, f"You left “{path.title}”. Everything you finished stays finished.")
    return redirect("paths:path", path.slug)
