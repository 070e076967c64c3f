"""The framework as a file: fetched, and brought in after a look at what that would change."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from courses import services
from courses.case import MOST_BYTES, CaseRefused, Package, read_package, written
from courses.queries import competency_tree
from courses.services import Refused
from courses.views.competencies import LISTING, header

NO_FILE = "Choose a file first: a CASE package in JSON."


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    _only_those_who(request, "courses.change_competency")
    rows = [branch.competency for branch in competency_tree()]
    package = written(rows, base=settings.WAGTAILADMIN_BASE_URL, studio=settings.WAGTAIL_SITE_NAME)
    response = HttpResponse(package, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="competencies.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """A file is shown first; the form then sends its text again, with the digest of what was shown."""
    _only_those_who(request, "courses.add_competency", "courses.change_competency")
    text, plan, refusal = "", None, ""
    if request.method == "POST":
        try:
            content = _sent(request)
            package = read_package(content)
            text = content.decode("utf-8-sig")
            if looked_at := request.POST.get("looked_at", ""):
                return _done(request, package, looked_at)
            plan = services.plan_framework(package=package)
        except CaseRefused as refused:
            refusal = str(refused)
        except Refused as refused:
            refusal, plan = refused.message, services.plan_framework(package=package)
    context: dict[str, Any] = {
        "text": text,
        "plan": plan,
        "refusal": refusal,
        "most": f"{MOST_BYTES // 1_000_000} MB",
        "back": reverse(LISTING),
        **header("Bring in a framework"),
    }
    return TemplateResponse(
        request, "courses/admin/framework_import.html", context, status=422 if refusal else 200
    )


def _only_those_who(request: HttpRequest, *may: str) -> None:
    if not request.user.has_perms(may):
        raise Http404


def _sent(request: HttpRequest) -> bytes:
    """The file, or the text of one that was shown. Never more than one byte too many. Raises CaseRefused."""
    if file := request.FILES.get("file"):
        return file.read(MOST_BYTES + 1)
    if text := request.POST.get("package", ""):
        return text.encode("utf-8", "surrogatepass")
    raise CaseRefused("", NO_FILE)


def _done(request: HttpRequest, package: Package, looked_at: str) -> HttpResponse:
    plan = services.import_framework(package=package, by=request.user, looked_at=looked_at)
    new = sum(line.new for line in plan.lines)
    messages.success(request, f"Added: {new}. Changed: {len(plan.changing) - new}. Nothing was deleted.")
    return redirect(LISTING)
