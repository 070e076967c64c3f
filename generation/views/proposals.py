"""Proposals for the author of a module: asking for them, and deciding on each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from courses.models import ModulePage
from generation import services
from generation.completeness import LONGEST
from generation.honesty import FAULTS
from generation.models import Proposal, ProposalRun, RunState
from generation.placing import FIELDS
from generation.ports import Kind
from generation.queries import may_propose, proposals_of, run_for, runs_of, still_open
from generation.views.proposal_form import posted

GROUPS = {
    Kind.OBJECTIVE: ("The objective", "One of these can take the place of the objective."),
    Kind.SUMMARY: ("In twelve words", "One of these can become the page’s description."),
    Kind.KEY_POINT: ("Key points", "Each is added after those there are."),
    Kind.TERM: ("New words", "Each goes to the words that the quick reference explains."),
    Kind.QUESTION: ("Questions", "Each goes right after the block in which its sentence stands."),
    Kind.CHECK: ("True or false", "Each goes right after the block in which its sentence stands."),
}
"""Kind -> heading, and where it goes."""


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, module_id: int) -> HttpResponse:
    """Says what will happen; POST has the newest draft read."""
    module = get_object_or_404(ModulePage, pk=module_id)
    if not may_propose(request.user, module):
        raise Http404("There is no such module.")
    refusal = ""
    if request.method == "POST":
        try:
            run = services.request_proposals(module=module, by=request.user)
        except services.Refused as refused:
            refusal = str(refused)
        else:
            return redirect("proposals:run", run.pk)
    context = {
        "module": module,
        "runs": runs_of(module)[:10],
        "refusal": refusal,
        **_header(module, "Propose from"),
    }
    return TemplateResponse(
        request, "generation/proposals/start.html", context, status=409 if refusal else 200
    )


@require_safe
def show(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    return _page(request, _run(request, run_id))


@require_safe
def live(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Only what changes, for a page that waits; the last one no longer says how to ask again."""
    run = _run(request, run_id)
    return TemplateResponse(request, "generation/proposals/live.html", _live(run))


@require_POST
def retry(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    run = _run(request, run_id)
    try:
        services.retry_run(run=run)
    except services.Refused as refused:
        messages.error(request, str(refused))
    return redirect("proposals:run", run.pk)


@require_POST
def decide(request: HttpRequest, run_id: uuid.UUID, number: int) -> HttpResponse:
    """Adds a proposal as it stands in the form, or with ``discard`` leaves it out."""
    run = _run(request, run_id)
    proposal = get_object_or_404(run.proposals, number=number)
    content = posted(Kind(proposal.kind), request.POST)
    try:
        if "discard" in request.POST:
            services.discard_proposal(proposal=proposal, by=request.user)
        else:
            services.accept_proposal(
                proposal=proposal,
                by=request.user,
                content=content,
                instead_of=request.POST.get("instead_of", ""),
            )
            messages.success(request, "Added to the newest draft. Nothing is published by that.")
    except services.Refused as refused:
        return _page(request, run, refused=number, refusal=str(refused), content=content)
    return redirect(f"{reverse('proposals:run', args=[run.pk])}#proposal-{number}")


def _run(request: HttpRequest, run_id: uuid.UUID) -> ProposalRun:
    run = run_for(request.user, run_id)
    if run is None:
        raise Http404("There is no such reading.")
    return run


def _page(request: HttpRequest, run: ProposalRun, **kept: Any) -> HttpResponse:
    """kept: what could not be taken: the number refused, refusal, content."""
    context = {**_live(run, **kept), **_header(run.module, "Proposals from")}
    status = 409 if kept else 200
    return TemplateResponse(request, "generation/proposals/run.html", context, status=status)


def _live(run: ProposalRun, **kept: Any) -> dict[str, Any]:
    found = proposals_of(run)
    draft = run.module.get_latest_revision_as_object() if found else run.module
    cards = [_card(one, draft, kept) for one in found]
    return {
        "run": run,
        "failed": run.state == RunState.FAILED,
        "groups": [
            {"kind": kind, "label": label, "help": told, "cards": own}
            for kind, (label, told) in GROUPS.items()
            if (own := [card for card in cards if card["proposal"].kind == kind])
        ],
        "open": still_open(found),
        "left_out": [f"{count} left out: {FAULTS[code]}." for code, count in run.left_out.items()],
        "module": run.module,
    }


def _card(proposal: Proposal, draft: ModulePage, kept: Mapping[str, Any]) -> dict[str, Any]:
    kind = Kind(proposal.kind)
    refused = kept.get("refused") == proposal.number
    return {
        "proposal": proposal,
        "content": kept["content"] if refused else proposal.taken or proposal.content,
        "refusal": kept["refusal"] if refused else "",
        "now": getattr(draft, FIELDS[kind]) if kind in FIELDS else None,
        "longest": LONGEST[kind],
        "fields": f"generation/proposals/{kind}.html",
    }


def _header(module: ModulePage, what: str) -> dict[str, Any]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("wagtailadmin_pages:edit", args=[module.pk]), "label": module.title},
        {"url": "", "label": f"{what} “{module.title}”"},
    ]
    return {"header_title": f"{what} “{module.title}”", "header_icon": "glasses", "breadcrumbs_items": trail}
