"""The team board, and the switch of those who manage a team."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.queries import teams_managed_by
from gamification.models import TeamBoard
from gamification.queries.board import FEWEST_PEOPLE, board
from gamification.services.board import switch_board


@require_http_methods(["GET", "HEAD", "POST"])
def team_board(request: HttpRequest) -> HttpResponse:
    """Fields of POST: team, a number; do: on or off."""
    managed = list(teams_managed_by(request.user))
    if request.method == "POST":
        team = next((one for one in managed if str(one.pk) == request.POST.get("team")), None)
        if team is None:
            raise Http404
        switch_board(team=team, on=request.POST.get("do") == "on", by=request.user)
        return redirect("gamification:board")
    on = set(TeamBoard.objects.values_list("team_id", flat=True))
    context = {
        "lines": board(timezone.now()),
        "switches": [(team, team.pk in on) for team in managed],
        "fewest": FEWEST_PEOPLE,
    }
    return render(request, "gamification/board.html", context)
