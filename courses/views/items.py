"""How the questions of a module do: for those who write and review it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from courses.items import FEWEST_FOR_A_FIGURE, FEWEST_PEOPLE, Item
from courses.models import ModulePage
from courses.queries import items as items_of
from courses.queries import may_see_items
from courses.spreadsheet import csv_file

ONLY = "published"
"""Asks for the answers to the published revision alone."""
HEADS = (
    "Bank",
    "Question",
    "Kind",
    "People",
    "Right, share",
    "Discrimination",
    "Asked to be shown",
    "Answer",
    "Is right",
    "Gave it",
)


@require_safe
def items(request: HttpRequest, page_id: int) -> HttpResponse:
    module, only = _module(request, page_id), _only(request)
    found = items_of(module, published_only=only)
    editable = module.permissions_for_user(request.user).can_edit()
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk]) if editable else ""
    context = {
        "module": module,
        "items": found,
        "only": only,
        "fewest": FEWEST_PEOPLE,
        "enough": FEWEST_FOR_A_FIGURE,
        "edit": edit,
        "header_title": f"How the questions do: {module.title}",
        "header_icon": "table",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": edit, "label": module.title},
            {"url": "", "label": "How the questions do"},
        ],
    }
    return TemplateResponse(request, "courses/admin/items.html", context)


@require_safe
def items_csv(request: HttpRequest, page_id: int) -> HttpResponse:
    """The figures of the page, a line an answer. What few people gave is left out here too."""
    module = _module(request, page_id)
    found = items_of(module, published_only=_only(request))
    return csv_file(f"{module.slug}-questions", [HEADS, *(row for one in found for row in _rows(one))])


def _rows(item: Item) -> Iterator[list[object]]:
    facts: list[object] = [item.bank, item.question, item.kind]
    if item.too_few:
        yield [*facts, f"fewer than {FEWEST_PEOPLE}", *[None] * 6]
        return
    facts += [item.answers, _figure(item.facility), _figure(item.discrimination), item.shown]
    for given in item.answered:
        yield [*facts, given.text, "yes" if given.right else "no", given.number]
    if not item.answered:
        yield [*facts, None, None, None]


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _only(request: HttpRequest) -> bool:
    return request.GET.get("of") == ONLY


def _module(request: HttpRequest, page_id: int) -> ModulePage:
    module = get_object_or_404(ModulePage, pk=page_id)
    if not may_see_items(request.user, module):
        raise Http404
    return module
