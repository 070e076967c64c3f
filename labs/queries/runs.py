"""Runs of labs. A run is its own person's: for everybody else it is not there."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from accounts.models import User
from courses.models import ModulePage
from courses.queries import may_open
from labs.contract import Desk
from labs.models import Lab, Run
from labs.models.lab import lab_at


def runs_of(user: User) -> QuerySet[Run]:
    """Those somebody began, the newest first."""
    return Run.objects.filter(user=user).select_related("lab", "module").order_by("-began_at", "pk")


def own_run(user: User, run_id: uuid.UUID) -> Run | None:
    found = Run.objects.select_related("lab", "module", "revision")
    return found.filter(user=user, pk=run_id).first()


def is_open_to(user: User, run: Run) -> bool:
    """While its lesson is open to them; a trial in Studio, while they may see labs there."""
    module: ModulePage | None = run.module
    return user.has_perm("labs.view_lab") if module is None else may_open(module, user)


def open_run(user: User, lab: Lab, place: str) -> Run | None:
    """The one somebody is in; place: of `Run`."""
    return runs_at(user, lab, place).filter(finished_at__isnull=True).first()


def runs_at(user: User, lab: Lab, place: str) -> QuerySet[Run]:
    return Run.objects.filter(user=user, lab=lab, place=place).order_by("-number")


def desk_of(run: Run) -> Desk:
    """A run with its task as it was when it began, and what was sent so far. Two queries."""
    return Desk(run, lab_at(run.revision).asked, tuple(run.submissions.all()))
