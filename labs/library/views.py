"""The library of prompts: what one finds there, and what can be done with a prompt."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from labs.contract import Refused
from labs.library.page import language_of, project_in, reviewing, shown, told_in
from labs.models import Run, SavedPrompt
from labs.queries import (
    library_of,
    open_prompt_runs,
    own_run,
    projects_open_to,
    projects_seen,
    prompt_seen,
    relatives,
    reviews_of,
    tags_seen,
)
from labs.queries.library import ORDERS
from labs.services import fork_prompt, reuse_prompt, review_prompt, withdraw_prompt
from labs.services.library import LONGEST
from labs.views.gate import key_of, run_or_404

A_PAGE = 20


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponseBase:
    """What one may see, searched: q, place (mine, or project:slug), tag, sort, page; run: for which run of a
    prompt lab one looks.
    """
    said = {name: request.GET.get(name, "").replace("\0", "") for name in ("q", "place", "tag", "sort")}
    found = library_of(
        request.user,
        words=said["q"],
        mine=said["place"] == "mine",
        project=said["place"].partition("project:")[2],
        tag=said["tag"],
        order=said["sort"] if said["sort"] in ORDERS else "date",
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    projects = list(projects_seen(request.user))
    context = {
        "said": said,
        "page": page,
        "prompts": shown(page.object_list, projects),
        "projects": projects,
        "tags": list(tags_seen(request.user)),
        "run": _run_in(request),
        "searched": any(said[name] for name in ("q", "place", "tag")),
    }
    return render(request, "labs/library/index.html", context)


@require_safe
@never_cache
def project(request: HttpRequest, project_slug: str) -> HttpResponseBase:
    """A project's visual language, its members and its prompts."""
    found = projects_seen(request.user).filter(slug=project_slug).first()
    if found is None:
        raise Http404("You have no such project.")
    prompts = Paginator(library_of(request.user, project=found.slug), A_PAGE)
    page = prompts.get_page(request.GET.get("page"))
    members = list(found.members.order_by("first_name", "last_name", "pk"))
    context = {
        "project": found,
        "members": members,
        "page": page,
        "prompts": shown(page.object_list, [found]),
    }
    return render(request, "labs/library/project.html", context | {"language": language_of(found)})


@require_safe
@never_cache
def prompt(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponseBase:
    """One prompt, its grade, where it comes from and what others make of it."""
    return _shown(request, _prompt_or_404(request, prompt_id))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def fork(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponseBase:
    """A form with its words. POST keeps them as another prompt: title, text, note, tags, project, instead."""
    found = _prompt_or_404(request, prompt_id)
    problem = ""
    if request.method == "POST":
        try:
            kept = fork_prompt(
                prompt=found,
                owner=request.user,
                told=told_in(request.POST),
                project=project_in(request.POST, request.user),
                client_key=key_of(request),
                instead="instead" in request.POST,
            )
        except Refused as refused:
            problem = refused.message
        else:
            messages.success(request, f"“{kept.title}” is in the library.")
            return redirect("labs:library_prompt", kept.pk)
    projects = list(projects_open_to(request.user))
    context = {
        "prompt": found,
        "problem": problem,
        "projects": projects,
        "longest": LONGEST,
        "may_replace": found.owner_id == request.user.pk
        and (found.project is None or found.project in projects),
        "said": request.POST if problem else _said(found, request.user, [one.slug for one in projects]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "labs/library/fork.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponseBase:
    """POST keeps what one makes of somebody else's prompt: verdict, reason, note."""
    found = _prompt_or_404(request, prompt_id)
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("verdict", "reason", "note")}
        try:
            review_prompt(prompt=found, reviewer=request.user, client_key=key_of(request), **said)
        except Refused as refused:
            return _shown(request, found, refused, reviewed=said)
    return redirect(f"{reverse('labs:library_prompt', args=[found.pk])}#reviews")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponseBase:
    """POST takes one's own out of the library."""
    found = _prompt_or_404(request, prompt_id)
    if request.method != "POST":
        return redirect("labs:library_prompt", found.pk)
    try:
        withdraw_prompt(prompt=found, by=request.user)
    except Refused as refused:
        return _shown(request, found, refused)
    messages.success(request, f"“{found.title}” is withdrawn: nobody else finds it any more.")
    return redirect("labs:library")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def use(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponseBase:
    """POST begins the next version of a run with the words of a prompt: run."""
    found = _prompt_or_404(request, prompt_id)
    if request.method != "POST":
        return redirect("labs:library_prompt", found.pk)
    try:
        run_id = uuid.UUID(request.POST.get("run", ""))
    except ValueError:
        return _shown(request, found, Refused("no_run", "Choose the lab to use it in."))
    run = run_or_404(request, run_id, "prompt")
    try:
        reuse_prompt(prompt=found, run=run, client_key=key_of(request))
    except Refused as refused:
        return _shown(request, found, refused)
    return redirect(f"{reverse('labs:library_begin', args=[run.pk, found.pk])}#write")


def _shown(
    request: HttpRequest, found: SavedPrompt, refused: Refused | None = None, **more: Any
) -> HttpResponse:
    # Whoever left a project sees what they saved there, and nothing else of it.
    project = projects_seen(request.user).filter(pk=found.project_id).first()
    is_member = project is not None and project.live and project.members.filter(pk=request.user.pk).exists()
    run = _run_in(request)
    kin = relatives(request.user, found)
    context = {
        "prompt": found,
        "project": project,
        "shown": shown([found], [project] if project else [])[0],
        "reviews": reviews_of(found) if project else [],
        "may_review": is_member and found.owner_id != request.user.pk,
        "may_withdraw": found.owner_id == request.user.pk
        and not found.withdrawn_at
        and (found.project is None or found.project.live)
        and not any(not newer.withdrawn_at for newer in kin["replaced_by"]),
        "runs": [run] if run else open_prompt_runs(request.user),
        "run": run,
        "longest": LONGEST,
        "problem": refused.message if refused else "",
    }
    context |= kin | reviewing() | more
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "labs/library/prompt.html", context, status=status)


def _said(prompt: SavedPrompt, user: User, places: list[str]) -> dict[str, str]:
    """A form begins with the words it comes from, and in their project where one may save there. A note is
    what its owner says.
    """
    slug = prompt.project.slug if prompt.project else ""
    return {
        "title": prompt.title,
        "text": prompt.text,
        "note": prompt.note if prompt.owner_id == user.pk else "",
        "tags": ", ".join(prompt.tag_names),
        "project": slug if slug in places else "",
    }


def _run_in(request: HttpRequest) -> Run | None:
    """The run that one looks for a prompt for, where the address names one."""
    try:
        run = own_run(request.user, uuid.UUID(request.GET.get("run", "")))
    except ValueError:
        return None
    return run if run and run.lab.name == "prompt" and not run.is_finished else None


def _prompt_or_404(request: HttpRequest, prompt_id: uuid.UUID) -> SavedPrompt:
    found = prompt_seen(request.user, prompt_id)
    if found is None:
        raise Http404("You have no such prompt.")
    return found
