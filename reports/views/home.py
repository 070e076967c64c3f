from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.models import HomePage
from reports.queries.desk import desk
from reports.rules import greeting


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    studio = HomePage.objects.live().first()
    context = {
        "greeting": greeting(timezone.localtime().hour),
        "intro": studio.intro if studio else "",
        "desk": desk(request.user),
    }
    return render(request, "reports/home.html", context)
