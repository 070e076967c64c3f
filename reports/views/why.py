"""Why a figure is what it is: the learner’s own page, and what their manager’s and author’s pages share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from courses.models import Competency, ModulePage
from reports.queries.cells import Cell
from reports.queries.why import why


@require_safe
def own_why(request: HttpRequest, competency_slug: str) -> HttpResponse:
    """The signed-in person's own evidence, with what they answered."""
    competency = get_object_or_404(Competency, slug=competency_slug)
    return render(request, "reports/own_why.html", why_page(request, request.user, competency))


def why_page(
    request: HttpRequest, person: User, competency: Competency, *, only: ModulePage | None = None
) -> dict[str, Any]:
    """What the pages show of one person in one competency. only: see `why`."""
    found = why(person, competency, page=request.GET.get("page"), only=only)
    cell = Cell(competency, found.explanation.reading, timezone.now())
    return {"competency": competency, "cell": cell, "why": found.explanation, "lines": found.lines}
