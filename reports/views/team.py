"""A manager's pages. Whoever does not manage the team today is told that it is not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.models import Team, User
from accounts.queries import has_role, people_in, teams_managed_by
from accounts.roles import LD_ADMINS
from courses.models import Competency
from courses.spreadsheet import csv_file
from reports.queries.record import competencies_of, modules_of
from reports.queries.team import Overview, overview
from reports.rules import counted, headline
from reports.views.why import why_page


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """The one team a person manages, or the list of them."""
    managed = list(teams_managed_by(request.user))
    if not managed and not has_role(request.user, LD_ADMINS):
        raise Http404
    if len(managed) == 1:
        return redirect("reports:people", managed[0].pk)
    return render(request, "reports/teams.html", {"teams": managed})


@require_safe
def people(request: HttpRequest, team_id: int) -> HttpResponse:
    seen = _overview(request, team_id)
    context = {
        "overview": seen,
        "headline": headline(len(seen.rows), seen.needs),
        "size": counted(len(seen.rows), "person", "people"),
        "today": timezone.localdate(),
    }
    return render(request, "reports/team.html", context)


@require_safe
def people_csv(request: HttpRequest, team_id: int) -> HttpResponse:
    """The figures of the page, for a spreadsheet: UTF-8 with a byte order mark, days as ISO dates."""
    seen = _overview(request, team_id)
    heads = ["Name", "Craft", "Not started", "In progress", "Done", "Due again", "Last active"]
    rows: list[list[object]] = [[*heads, *(one.name for one in seen.competencies)]]
    for row in seen.rows:
        day = timezone.localdate(row.last_active).isoformat() if row.last_active else ""
        facts = [str(row.person), row.person.get_craft_display()]
        counts = [row.not_started, row.in_progress, row.done, row.due]
        rows.append([*facts, *counts, day, *(cell.words for cell in row.cells)])
    return csv_file(slugify(seen.team.name) or f"team-{seen.team.pk}", rows)


@require_safe
def person(request: HttpRequest, team_id: int, user_id: int) -> HttpResponse:
    """Where a person of the team stands, and in what."""
    team, someone = _member(request, team_id, user_id)
    context = {
        "team": team,
        "person": someone,
        "modules": modules_of(someone),
        "competencies": competencies_of(someone),
    }
    return render(request, "reports/person.html", context)


@require_safe
def person_why(request: HttpRequest, team_id: int, user_id: int, competency_slug: str) -> HttpResponse:
    """The evidence behind a level: what was asked and whether it was right, never what they chose."""
    team, someone = _member(request, team_id, user_id)
    competency = get_object_or_404(Competency, slug=competency_slug)
    context = {"team": team, "person": someone, **why_page(request, someone, competency)}
    return render(request, "reports/person_why.html", context)


def _member(request: HttpRequest, team_id: int, user_id: int) -> tuple[Team, User]:
    team = get_object_or_404(teams_managed_by(request.user), pk=team_id)
    return team, get_object_or_404(people_in(team), pk=user_id)


def _overview(request: HttpRequest, team_id: int) -> Overview:
    team: Team = get_object_or_404(teams_managed_by(request.user), pk=team_id)
    return overview(team, viewer=request.user, now=timezone.now())
