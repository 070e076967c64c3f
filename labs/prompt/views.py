"""What can be done at the desk of a prompt lab beside checking a version and handing one in."""

from __future__ import annotations

import mimetypes
import uuid

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.media_files import send
from labs.contract import Refused
from labs.models import Run, Submission
from labs.models.lab import lab_at
from labs.prompt.passing import NAMES
from labs.prompt.versions import kept_versions
from labs.queries import desk_of, kept_hint
from labs.services import ask_for_hint, decide_on
from labs.views.desk import show_desk
from labs.views.gate import key_of, run_or_404

WIDTH = "width-720"
ONCE_MORE = [str(number) for number in range(1, 16)]
"""Times that a page asks for a hint: every two seconds."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def draft(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """POST shows what stands in the form written the other way. Nothing is kept yet."""
    run = run_or_404(request, run_id, "prompt")
    if request.method != "POST":
        return redirect("labs:desk", run.pk)
    return show_desk(request, run, posted=request.POST)


@require_safe
@never_cache
def start_from(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponseBase:
    """The desk with the words of a version in the form, for another one to begin with."""
    run = run_or_404(request, run_id, "prompt")
    version = version_or_404(run, version_number)
    posted = QueryDict(mutable=True)
    posted.update({"text": version.work["text"], "way": "free", "from": str(version.number)})
    posted["show"] = version.work["way"]
    return show_desk(request, run, posted=posted)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def decide(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponseBase:
    """POST keeps what the learner decides about a version: verdict, reason, note."""
    run = run_or_404(request, run_id, "prompt")
    version = version_or_404(run, version_number)
    if request.method == "POST":
        try:
            decide_on(
                version=version,
                verdict=request.POST.get("verdict", ""),
                reason=request.POST.get("reason", ""),
                note=request.POST.get("note", ""),
                client_key=key_of(request),
            )
        except Refused as refused:
            deciding = request.POST.dict() | {"version": version.number, "about": f"version-{version.number}"}
            return show_desk(request, run, refused, deciding=deciding)
    return redirect(f"{reverse('labs:desk', args=[run.pk])}#version-{version.number}")


@require_safe
@never_cache
def hint(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponse:
    """A part of the page: what phrases may be about. It asks again until a worker has looked, or gives up."""
    run = run_or_404(request, run_id, "prompt")
    version = version_or_404(run, version_number)
    tries = int(found) if (found := request.GET.get("tries", "")) in ONCE_MORE else 0
    suggestions = kept_hint(version)
    if suggestions is None and not tries:
        ask_for_hint(version=version)
    context = {
        "run": run,
        "version": version,
        "suggestions": [(NAMES[key], phrase) for key, phrase in suggestions or ()],
        "wait": suggestions is None and str(tries + 1) in ONCE_MORE,
        "tries": tries + 1,
    }
    return render(request, "labs/prompt/_hint.html", context)


@require_safe
def picture(request: HttpRequest, run_id: uuid.UUID, picture_number: int) -> HttpResponseBase:
    """A reference of the brief."""
    run = run_or_404(request, run_id, "prompt")
    references = lab_at(run.revision).asked["references"]
    image = references[picture_number]["image"] if picture_number < len(references) else None
    if image is None:
        raise Http404("The brief has no such picture.")
    name = image.get_rendition(WIDTH).file.name
    content_type = mimetypes.guess_type(name)[0] or ""
    return send(request, storage=default_storage, name=name, content_type=content_type)


def version_or_404(run: Run, number: int) -> Submission:
    found = next((one for one in kept_versions(desk_of(run)) if one.number == number), None)
    if found is None:
        raise Http404("You have no such version.")
    return found
