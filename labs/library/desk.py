"""The library at the desk of a prompt lab: saving a version, a project's language, a prompt to begin with."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labs.contract import Refused
from labs.library.language import check
from labs.library.page import project_in, told_in
from labs.prompt.views import version_or_404
from labs.queries import projects_seen, prompt_seen
from labs.services import save_version
from labs.views.desk import show_desk
from labs.views.gate import key_of, run_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def save(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponseBase:
    """POST keeps an accepted version in a library: title, project, tags, note."""
    run = run_or_404(request, run_id, "prompt")
    version = version_or_404(run, version_number)
    if request.method != "POST":
        return redirect("labs:desk", run.pk)
    try:
        kept = save_version(
            version=version,
            told=told_in(request.POST, version.work["text"]),
            project=project_in(request.POST, request.user),
            client_key=key_of(request),
        )
    except Refused as refused:
        return show_desk(request, run, refused, saving=request.POST.dict() | {"version": version.number})
    messages.success(request, f"“{kept.title}” is in the library.")
    return redirect("labs:library_prompt", kept.pk)


@require_safe
@never_cache
def language(request: HttpRequest, run_id: uuid.UUID, version_number: int) -> HttpResponse:
    """Whether a version speaks the language of a project: of its slug. htmx gets the list alone."""
    run = run_or_404(request, run_id, "prompt")
    version = version_or_404(run, version_number)
    slug = request.GET.get("project", "").replace("\0", "")
    project = projects_seen(request.user).filter(slug=slug).first()
    if project is None and slug:
        raise Http404("You have no such project.")
    context = {
        "run": run,
        "version": version,
        "project": project,
        "stated": check(version.work["text"], version.found, project.required) if project else (),
    }
    name = "labs/library/_stated.html" if request.htmx else "labs/library/language.html"
    return render(request, name, context)


@require_safe
@never_cache
def begin_with(request: HttpRequest, run_id: uuid.UUID, prompt_id: uuid.UUID) -> HttpResponseBase:
    """The desk with the words of a saved prompt in the form, for a version to begin with."""
    run = run_or_404(request, run_id, "prompt")
    prompt = prompt_seen(request.user, prompt_id)
    if prompt is None:
        raise Http404("You have no such prompt.")
    if run.is_finished:
        return redirect("labs:desk", run.pk)
    posted = QueryDict(mutable=True)
    posted.update({"text": prompt.text, "way": "free"})
    return show_desk(request, run, posted=posted, begun_with=prompt)
