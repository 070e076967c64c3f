"""What people learned: to a module's authors, to L&D over the whole studio, to managers of their team."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.models import Team
from accounts.queries import has_role, people_in, teams_managed_by
from accounts.roles import LD_ADMINS
from courses.items import FEWEST_PEOPLE
from courses.models import ModulePage
from courses.queries import may_see_items
from courses.spreadsheet import csv_file
from reports.lift import Gain
from reports.queries.lift import MOST, Learned, Line, learned
from reports.queries.studio import open_modules

HEADS = (
    "Of",
    "Name",
    "People",
    "Right at first, share",
    "Right at the end, share",
    "Gain",
    "Gain, from",
    "Gain, to",
    "People who came back",
    "They, right at first, share",
    "They, right weeks later, share",
    "Gain weeks later",
    "Gain weeks later, from",
    "Gain weeks later, to",
    "Weeks later, median",
)


@require_safe
def module_lift(request: HttpRequest, page_id: int) -> HttpResponse:
    module = _module(request, page_id)
    editable = module.permissions_for_user(request.user).can_edit()
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk]) if editable else ""
    where = [{"url": edit, "label": module.title}]
    csv = reverse("lift:module_csv", args=[module.pk])
    return _in_admin(request, learned([module]), f"What people learned: {module.title}", where, csv)


@require_safe
def module_lift_csv(request: HttpRequest, page_id: int) -> HttpResponse:
    module = _module(request, page_id)
    return _csv(f"{module.slug}-learned", learned([module]))


@require_safe
def studio_lift(request: HttpRequest) -> HttpResponse:
    found = learned(_all(request))
    return _in_admin(request, found, "What people learned", [], reverse("lift:studio_csv"))


@require_safe
def studio_lift_csv(request: HttpRequest) -> HttpResponse:
    return _csv("learned", learned(_all(request)))


@require_safe
def team_lift(request: HttpRequest, team_id: int) -> HttpResponse:
    """A team's own; under `FEWEST_PEOPLE` of them nothing is shown, as anywhere."""
    team, found = _of_team(request, team_id)
    csv = reverse("reports:lift_csv", args=[team.pk])
    return render(request, "reports/team_lift.html", _shown(found, csv) | {"team": team})


@require_safe
def team_lift_csv(request: HttpRequest, team_id: int) -> HttpResponse:
    team, found = _of_team(request, team_id)
    return _csv(f"{slugify(team.name) or f'team-{team.pk}'}-learned", found)


def _module(request: HttpRequest, page_id: int) -> ModulePage:
    module = get_object_or_404(ModulePage, pk=page_id)
    if not may_see_items(request.user, module):
        raise Http404
    return module


def _all(request: HttpRequest) -> list[ModulePage]:
    if not has_role(request.user, LD_ADMINS):
        raise Http404
    return list(open_modules(request.user))


def _of_team(request: HttpRequest, team_id: int) -> tuple[Team, Learned]:
    team = get_object_or_404(teams_managed_by(request.user), pk=team_id)
    return team, learned(open_modules(request.user), list(people_in(team)))


def _shown(found: Learned, csv: str) -> dict[str, object]:
    told = [line for line in (*found.modules, *found.competencies) if line.lift.end.enough]
    return {"learned": found, "csv": csv, "fewest": FEWEST_PEOPLE, "most": MOST, "any": bool(told)}


def _in_admin(
    request: HttpRequest, found: Learned, title: str, where: list[dict[str, str]], csv: str
) -> HttpResponse:
    home = {"url": reverse("wagtailadmin_home"), "label": "Home"}
    context = _shown(found, csv) | {
        "header_title": title,
        "header_icon": "history",
        "breadcrumbs_items": [home, *where, {"url": "", "label": "What people learned"}],
    }
    return TemplateResponse(request, "reports/admin/lift.html", context)


def _csv(name: str, found: Learned) -> HttpResponse:
    """The figures of the page. What it calls too few is left out here too."""
    lines = [("Module", one) for one in found.modules] + [("Competency", one) for one in found.competencies]
    return csv_file(name, [HEADS, *(list(_cells(of, line)) for of, line in lines)])


def _cells(of: str, line: Line) -> Iterator[object]:
    yield from (of, line.name)
    yield from _figures(line.lift.end, told=True)
    told = line.lift.end.enough
    yield from _figures(line.lift.later, told=told)
    yield line.lift.weeks if told and line.lift.later.enough else None


def _figures(gain: Gain, *, told: bool) -> list[object]:
    if not told or not gain.enough:
        return [f"fewer than {FEWEST_PEOPLE}", *[None] * 5]
    shares = (gain.before, gain.after, gain.after - gain.before, gain.low, gain.high)
    return [gain.people, *(round(one, 3) for one in shares)]
