"""Moving a competency to another place in the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from courses import services
from courses.models import Competency
from courses.queries import Branch, competency_tree
from courses.services import Refused

LISTING = "wagtailsnippets_courses_competency:list"


@dataclass(frozen=True)
class Place:
    """Somewhere a competency could stand. value: what a form says. told: what people read."""

    value: str
    told: str


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, competency_id: int) -> HttpResponse:
    """One list of every place it could have, so that it moves without a mouse."""
    if not request.user.has_perm("courses.change_competency"):
        raise Http404
    competency = get_object_or_404(Competency, pk=competency_id)
    refusal = ""
    if request.method == "POST":
        try:
            place = _named(request.POST.get("place", ""))
            services.move_competency(competency=competency, by=request.user, **place)
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, f"“{competency.name}” stands where you put it.")
            return redirect(LISTING)
    tree = competency_tree()
    context = {
        "competency": competency,
        "places": _places(tree, competency),
        "now": _now(tree, competency),
        "refusal": refusal,
        "back": reverse(LISTING),
        **header(f"Move: {competency.name}"),
    }
    return TemplateResponse(
        request, "courses/admin/competency_move.html", context, status=422 if refusal else 200
    )


def _named(place: str) -> dict[str, Competency | None]:
    """The arguments of a move. Raises Refused for what is no place, or none any more."""
    how, _, key = place.partition(":")
    if place == "top":
        return {"under": None}
    found = Competency.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if how not in ("under", "after") or found is None:
        raise Refused("no_place", "That place is not there any more. Choose another.")
    return {how: found}


def _places(tree: list[Branch], moving: Competency) -> list[Place]:
    """Every place outside what moves along: at the top, after each one, and first under each one."""
    places = [Place("top", "First of all")]
    within: int | None = None
    for branch in tree:
        if within is not None and branch.depth > within:
            continue
        within = branch.depth if branch.competency == moving else None
        if within is None:
            indent = "\u2003" * branch.depth
            name, key = branch.competency.name, branch.competency.pk
            places.append(Place(f"after:{key}", f"{indent}After “{name}”"))
            places.append(Place(f"under:{key}", f"{indent}\u2003Under “{name}”, first"))
    return places


def _now(tree: list[Branch], competency: Competency) -> str:
    """Where it stands, as `Place.value` says it."""
    siblings = [one.competency for one in tree if one.competency.parent_id == competency.parent_id]
    place = siblings.index(competency)
    if place:
        return f"after:{siblings[place - 1].pk}"
    return f"under:{competency.parent_id}" if competency.parent_id else "top"


def header(what: str) -> dict[str, Any]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse(LISTING), "label": "Competencies"},
        {"url": "", "label": what},
    ]
    return {"header_title": what, "header_icon": "tag", "breadcrumbs_items": trail}
