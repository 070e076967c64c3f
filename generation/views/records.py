"""The catalogue of clips: a list to search, each clip's record, what people say of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from courses.spreadsheet import csv_file
from generation import services
from generation.models import ClipRecord
from generation.queries import may_describe, records_for
from generation.views.record_forms import DeclaredForm, SearchForm

A_PAGE = 30
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "Home"}
LIST = {"url": reverse_lazy("records:list"), "label": "Catalogue of clips"}
HEAD = ("Title", "Kind", "Scene (declared)", "People (declared)", "Objects (declared)", "Emotion (declared)")
HEAD += ("Seconds", "Cuts a minute", "LUFS", "Range in LU", "True peak in dBTP", "Made by")


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    form, found = _found(request)
    asked = request.GET.copy()
    asked.pop("p", None)
    context = {
        "form": form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
        "asked": asked.urlencode(),
        "chosen": any(asked.values()),
        "header_title": "Catalogue of clips",
        "header_icon": "media",
        "breadcrumbs_items": [HOME, {"url": "", "label": "Catalogue of clips"}],
    }
    return TemplateResponse(request, "generation/records.html", context, status=422 if form.errors else 200)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    _, found = _found(request)
    rows = [
        (
            one.title,
            one.get_kind_display(),
            one.scene,
            one.people,
            one.objects_seen,
            one.get_emotion_display(),
        )
        + (one.seconds, one.pace, one.integrated, one.loudness_range, one.true_peak, one.made_by)
        for one in found
    ]
    return csv_file("clips", [HEAD, *rows])


def _found(request: HttpRequest):
    """Raises Http404 for who has no business here."""
    if not has_role(request.user, AUTHORS, REVIEWERS, LD_ADMINS):
        raise Http404("There is no catalogue for you to see.")
    form = SearchForm(request.GET)
    return form, form.wanted().of(records_for(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, record_id: int) -> HttpResponse:
    """POST declares, for whoever may edit the lesson or the clip."""
    record = _record(request, record_id)
    may = may_describe(request.user, record)
    if request.method == "POST" and not may:
        raise Http404("That is not yours to describe.")
    form = DeclaredForm(request.POST if request.method == "POST" else None, instance=record)
    if request.method == "POST" and form.is_valid():
        services.declare(record=record, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("records:record", record.pk)
    context = {
        "record": record,
        "form": form if may else None,
        "header_title": record.title,
        "header_icon": "media",
        "breadcrumbs_items": [HOME, LIST, {"url": "", "label": record.title}],
    }
    return TemplateResponse(request, "generation/record.html", context, status=422 if form.errors else 200)


@require_POST
def retry(request: HttpRequest, record_id: int) -> HttpResponse:
    record = _record(request, record_id)
    try:
        services.retry_record(record=record)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("records:record", args=[record.pk]))


def _record(request: HttpRequest, record_id: int) -> ClipRecord:
    return get_object_or_404(records_for(request.user), pk=record_id)
