"""The floor: every production at a glance, live where somebody watches."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView

from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from courses.models import CoursePage
from generation.models import Priority, Production, State
from generation.queries import (
    Wanted,
    floor_asks,
    floor_now,
    may_prioritise,
    productions_for,
    this_month,
    with_cost,
)
from generation.templatetags.production_tags import cost_words

TURNS = sorted(Priority, reverse=True)
PARTS = {"now": floor_now, "asks": floor_asks}


class ProductionList(BaseListingView):
    page_title = "Productions"
    header_icon = "media"
    template_name = "generation/productions.html"
    paginate_by = 30
    index_url_name = "generation:productions"
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "module",
            label="Module",
            accessor="module.title",
            get_url=lambda row: reverse("generation:production", args=[row.pk]),
        ),
        StatusTagColumn(
            "label", label="State", primary=lambda row: row.state in (State.PUBLISHED, State.AWAITING_REVIEW)
        ),
        Column("doing", label="What is happening"),
        Column("cost", label="Cost", accessor=lambda row: cost_words(row.cpu, row.gpu)),
        UserColumn("requested_by", label="Asked for by"),
        DateColumn("created_at", label="Asked for", sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Production]:
        _let_in(self.request)
        self.courses = list(CoursePage.objects.order_by("title"))
        self.wanted = _wanted(self.request, self.courses)
        return with_cost(self.wanted.of(productions_for(self.request.user)))

    def get_context_data(self, **kwargs):
        wanted = self.wanted
        chosen = bool(wanted.state or wanted.course or wanted.mine)
        empty = "Nothing has been made yet. Publish a module, or choose “Make media” in its menu."
        parts = [] if wanted.state or self.request.GET.get("p") else list(PARTS)
        return super().get_context_data(**kwargs) | {
            "no_results_message": "Nothing fits. Choose less." if chosen else empty,
            "parts": [_part(self.request, name, wanted)[0] for name in parts],
            "courses": self.courses,
            "states": State.choices,
            "wanted": wanted,
            "chosen": chosen,
            "month": this_month(),
        }


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    return _live(request, "now")


@require_safe
def asks(request: HttpRequest) -> HttpResponse:
    return _live(request, "asks")


def _live(request: HttpRequest, name: str) -> HttpResponse:
    """A part of the floor; 204 where it looks as it did when it was seen last, so that nothing is swapped."""
    _let_in(request)
    html, seen = _part(request, name, _wanted(request, list(CoursePage.objects.all())))
    return HttpResponse(status=204) if request.GET.get("seen") == seen else HttpResponse(html)


def _part(request: HttpRequest, name: str, wanted: Wanted) -> tuple[str, str]:
    part = PARTS[name](request.user, wanted)
    facts = {"part": part, "may_prioritise": may_prioritise(request.user), "priorities": TURNS}
    inner = render_to_string(f"generation/floor/{name}.html", facts)
    seen = hashlib.sha256(inner.encode()).hexdigest()[:16]
    asked = {"seen": seen}
    if wanted.course:
        asked["course"] = str(wanted.course.pk)
    if wanted.mine:
        asked["mine"] = "on"
    address = f"{reverse(f'generation:floor_{name}')}?{urlencode(asked)}"
    context = {"name": name, "inner": inner, "address": address}
    return render_to_string("generation/floor/part.html", context), seen


def _let_in(request: HttpRequest) -> None:
    """Raises Http404: whoever neither makes nor reviews sees no productions."""
    if not has_role(request.user, AUTHORS, REVIEWERS, LD_ADMINS):
        raise Http404("There are no productions for you to see.")


def _wanted(request: HttpRequest, courses: list[CoursePage]) -> Wanted:
    """What the address asks for; what it names and is not there counts as not asked."""
    state = request.GET.get("state", "")
    course = next((one for one in courses if str(one.pk) == request.GET.get("course")), None)
    mine = request.user if request.GET.get("mine") else None
    return Wanted(state if state in State.values else "", course, mine)
