"""Awarding a badge to everyone who meets its conditions already."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from gamification.badge_form import in_words
from gamification.models import BadgeClass
from gamification.queries import would_have
from gamification.services import ask_for_standing


@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest, badge_id: int) -> HttpResponse:
    """Says how many that would be; POST begins."""
    if not request.user.has_perm("gamification.change_badgeclass"):
        raise Http404
    badge = get_object_or_404(BadgeClass, pk=badge_id)
    edit = reverse("wagtailsnippets_gamification_badgeclass:edit", args=[badge.pk])
    if request.method == "POST":
        if ask_for_standing(badge=badge):
            messages.success(request, "It is being awarded. Whoever has it already keeps it as it is.")
        else:
            messages.warning(request, "Nothing was begun: it is under way already, or cannot be earned now.")
        return redirect(edit)
    context = {
        "badge": badge,
        "told": in_words(would_have(badge)),
        "edit": edit,
        "header_title": f"Award “{badge.name}”",
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": edit, "label": badge.name},
            {"url": "", "label": "Award it"},
        ],
    }
    return TemplateResponse(request, "gamification/admin/standing.html", context)
