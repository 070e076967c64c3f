"""Who gets to a desk, and what every form at one brings."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from labs.contract import Refused
from labs.models import Run
from labs.queries import is_open_to, own_run
from labs.views.taken import tell_taken


def run_or_404(request: HttpRequest, run_id: uuid.UUID, type_name: str = "") -> Run:
    """One's own run, while its lesson is open to one. type_name: it must be of that type of lab."""
    run = own_run(request.user, run_id)
    if run is None or (type_name and run.lab.name != type_name) or not is_open_to(request.user, run):
        raise Http404("You have no such lab open.")
    return run


def key_of(request: HttpRequest) -> uuid.UUID:
    """The key of a form, which makes a resend harmless. Raises Refused."""
    try:
        key = uuid.UUID(request.POST.get("client_key", ""))
    except ValueError as error:
        raise Refused(
            "invalid_key", "That came without its key. Reload the page and send it again."
        ) from error
    tell_taken(request, key)
    return key
