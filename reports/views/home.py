from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.queries.desk import desk
from reports.rules import greeting

MINUTES = (5, 10, 15)
"""What somebody may say they have."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "greeting": greeting(timezone.localtime().hour),
        "desk": desk(request.user, now=timezone.now(), minutes=_minutes(request)),
        "choices": MINUTES,
    }
    return render(request, "reports/home.html", context)


def _minutes(request: HttpRequest) -> int | None:
    """Any other number is as if nothing had been said."""
    said = request.GET.get("minutes", "")
    return next((number for number in MINUTES if str(number) == said), None)
