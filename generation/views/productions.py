"""Productions: the list, one live, asking for one."""

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView

from courses.models import ModulePage
from generation import services
from generation.models import Production, State
from generation.queries import may_make, productions_for, queue_is_away
from generation.views.access import production_for

LIST = {"url": reverse_lazy("generation:productions"), "label": "Productions"}
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "Home"}


class ProductionList(BaseListingView):
    page_title = "Productions"
    header_icon = "media"
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
        UserColumn("requested_by", label="Asked for by"),
        DateColumn("created_at", label="Asked for", sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Production]:
        found = productions_for(self.request.user)
        if not found.query.is_empty():
            return found
        raise Http404("There are no productions for you to see.")

    def get_context_data(self, **kwargs):
        empty = "Nothing has been made yet. Publish a module, or choose “Make media” in its menu."
        return super().get_context_data(**kwargs) | {"no_results_message": empty}


@require_safe
def show(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    context = _live(request, production) | {
        "runs": production.runs.all(),
        "notes": production.notes.select_related("written_by"),
        "header_title": f"Media of {production.module.title}",
        "header_icon": "media",
        "breadcrumbs_items": [HOME, LIST, {"url": "", "label": production.module.title}],
    }
    return TemplateResponse(request, "generation/production.html", context)


@require_safe
def live(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    """Only what changes, for a page that watches; the last one no longer says how to ask again."""
    production = production_for(request, production_id)
    return TemplateResponse(request, "generation/production_live.html", _live(request, production))


def _live(request: HttpRequest, production: Production) -> dict:
    events = list(production.events.select_related("by__wagtail_userprofile"))
    return {
        "production": production,
        "may_retry": production.state == State.FAILED,
        "events": events,
        "waiting": queue_is_away(events[-1] if events else None),
    }


@require_POST
def retry(request: HttpRequest, production_id: uuid.UUID) -> HttpResponse:
    production = production_for(request, production_id)
    try:
        services.retry(production=production, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("generation:production", production.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, module_id: int) -> HttpResponse:
    """Ask for media of a module's latest revision, draft or not."""
    module = get_object_or_404(ModulePage, pk=module_id)
    if not may_make(request.user, module):
        raise Http404("There is no such module.")
    revision = module.latest_revision or module.save_revision(user=request.user)
    if request.method == "POST":
        production = services.request_production(module=module, revision=revision, by=request.user)
        return redirect("generation:production", production.pk)
    context = {
        "module": module,
        "revision": revision,
        "is_live": revision.pk == module.live_revision_id,
        "productions": productions_for(request.user).filter(module=module)[:10],
        "header_title": f"Make media of {module.title}",
        "header_icon": "media",
        "breadcrumbs_items": [HOME, LIST, {"url": "", "label": module.title}],
    }
    return TemplateResponse(request, "generation/make.html", context)
