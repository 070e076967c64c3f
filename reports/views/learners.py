"""For a module's authors and reviewers: who has taken it. Whoever may not see its figures finds nothing."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from courses.models import ModulePage
from courses.queries import may_see_items
from reports.queries.learners import begun, fed_by, takers
from reports.views.why import why_page

PEOPLE_A_PAGE = 50


@require_safe
def learners(request: HttpRequest, page_id: int) -> HttpResponse:
    module = _module(request, page_id)
    competencies = fed_by(module)
    page = Paginator(begun(module), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "module": module,
        "competencies": competencies,
        "takers": takers(page.object_list, competencies),
        "page": page,
        "header_title": f"Who has taken it: {module.title}",
        "header_icon": "group",
        "breadcrumbs_items": [*_way_to(request, module), {"url": "", "label": "Who has taken it"}],
    }
    return TemplateResponse(request, "reports/admin/learners.html", context)


@require_safe
def learner_why(request: HttpRequest, page_id: int, user_id: int, competency_slug: str) -> HttpResponse:
    """Why a figure of that page is what it is. What was asked in other modules is not said here."""
    module = _module(request, page_id)
    person = get_object_or_404(User, pk=user_id)
    enrolment = get_object_or_404(begun(module), user=person)
    competency = next((one for one in fed_by(module) if one.slug == competency_slug), None)
    if competency is None:
        raise Http404
    title = f"Why: {enrolment.user}, {competency.name}"
    taken = reverse("learners:taken", args=[module.pk])
    context = {
        "module": module,
        "person": enrolment.user,
        **why_page(request, enrolment.user, competency, only=module),
        "taken": taken,
        "header_title": title,
        "header_icon": "group",
        "breadcrumbs_items": [
            *_way_to(request, module),
            {"url": taken, "label": "Who has taken it"},
            {"url": "", "label": title},
        ],
    }
    return TemplateResponse(request, "reports/admin/why.html", context)


def _way_to(request: HttpRequest, module: ModulePage) -> list[dict[str, str]]:
    editable = module.permissions_for_user(request.user).can_edit()
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk]) if editable else ""
    return [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": edit, "label": module.title},
    ]


def _module(request: HttpRequest, page_id: int) -> ModulePage:
    # By the column of the page itself: a number that no page can have is then simply not there.
    module = get_object_or_404(ModulePage, id=page_id)
    if not may_see_items(request.user, module):
        raise Http404
    return module
