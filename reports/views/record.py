from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gamification.queries import badges_of
from reports.queries.record import competencies_of, evidence_of, modules_of, said

ANSWERS_A_PAGE = 50


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The signed-in person's own record."""
    page = Paginator(evidence_of(request.user), ANSWERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "modules": modules_of(request.user),
        "competencies": competencies_of(request.user),
        "badges": badges_of(request.user),
        "answers": [answer for _, answer in said(page.object_list)],
        "page": page,
    }
    return render(request, "reports/record.html", context)
