"""Handed-in work as somebody reads it who must not know whose it is.

A type says so in `labs/<name>/peer.py`: `shown(desk, picture)` gives what `templates/labs/<name>/_peer.html`
says, where picture makes an address of a number; `picture(desk, number)` opens one. A type without that file
takes no criteria; of a lab that had them before, the work is told line by line (`labs.peers.plain`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from django.core.files import File
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from wagtail.images.models import SourceImageIOError

from labs.models import Lab, ReviewRequest
from labs.models.lab import lab_at
from labs.peers.plain import told
from labs.queries import desk_of
from labs.registry import can_be_reviewed
from labs.views.uploads import POLICY


@dataclass(frozen=True)
class Shown:
    """lab: as it stood when the work was begun. template: what tells the work, of `work`."""

    lab: Lab
    template: str
    work: dict[str, Any]


def shown(request: ReviewRequest, picture: Callable[[int], str]) -> Shown:
    """picture: number -> address of a picture, for whoever is to see it."""
    run = request.submission.run
    lab, desk = lab_at(run.revision), desk_of(run)
    if teller := _teller(lab.name):
        return Shown(lab, f"labs/{lab.name}/_peer.html", teller.shown(desk, picture))
    return Shown(lab, "labs/peers/_plain.html", {"entries": told(request.submission.work)})


def picture_of(request: ReviewRequest, number: int) -> HttpResponseBase:
    """One picture of the work, under a name that tells nothing. Raises Http404."""
    run = request.submission.run
    teller = _teller(lab_at(run.revision).name)
    opened: File | None = None
    if teller is not None and hasattr(teller, "picture"):
        try:
            opened = teller.picture(desk_of(run), number)
        except (FileNotFoundError, SourceImageIOError) as error:
            raise Http404("That picture is no longer there.") from error
    if opened is None:
        raise Http404("This work has no such picture.")
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=300",
    }
    named = f"picture-{number + 1}.webp"
    return FileResponse(
        opened, as_attachment=True, filename=named, headers=headers, content_type="image/webp"
    )


def _teller(name: str) -> ModuleType | None:
    return import_module(f"labs.{name}.peer") if can_be_reviewed(name) else None
