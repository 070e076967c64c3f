"""Which forms the server has. A browser keeps what was typed until the next page tells it so."""

from __future__ import annotations

import uuid

from django.http import HttpRequest

NAME = "labs_taken"
MOST = 8
"""Keys of forms, the newest last: one a tab, and some to spare."""


def tell_taken(request: HttpRequest, key: uuid.UUID) -> None:
    request.session[NAME] = [*request.session.get(NAME, ()), str(key)][-MOST:]


def tell_refused(request: HttpRequest) -> None:
    """What this form said is not kept after all."""
    sent = request.POST.get("client_key", "")
    taken = request.session.get(NAME, ())
    if sent in taken:
        request.session[NAME] = [key for key in taken if key != sent]
