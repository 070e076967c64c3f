"""In Studio: how labs go, for those who write them. Whoever may not change labs finds nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from labs.queries.going import FEWEST, LATEST, going, goings

SHOWN = 15
"""Points of a lab: those that come after are missed least."""
TITLE = "How labs go"


def may_see_going(user: User) -> bool:
    return user.has_perm("labs.change_lab")


@require_safe
def going_of_all(request: HttpRequest) -> HttpResponse:
    _check(request)
    context = {
        "labs": goings(),
        "fewest": FEWEST,
        "header_title": TITLE,
        "header_icon": "crosshairs",
        "breadcrumbs_items": [*_way(), {"url": "", "label": TITLE}],
    }
    return TemplateResponse(request, "labs/admin/going_of_all.html", context)


@require_safe
def going_of_one(request: HttpRequest, lab_id: int) -> HttpResponse:
    _check(request)
    lab = goings().filter(pk=lab_id).first()
    if lab is None:
        raise Http404("There is no such lab.")
    found = going(lab) if lab.name else None
    context = {
        "lab": lab,
        "going": found,
        "points": found.points[:SHOWN] if found else (),
        "fewest": FEWEST,
        "latest": LATEST,
        "header_title": f"How it goes: {lab.title}",
        "header_icon": "crosshairs",
        "breadcrumbs_items": [
            *_way(),
            {"url": reverse("lab_figures:all"), "label": TITLE},
            {"url": "", "label": f"How it goes: {lab.title}"},
        ],
    }
    return TemplateResponse(request, "labs/admin/going_of_one.html", context)


def _check(request: HttpRequest) -> None:
    if not may_see_going(request.user):
        raise Http404("You have no such page.")


def _way() -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("wagtailsnippets_labs_lab:list"), "label": "Labs"},
    ]
