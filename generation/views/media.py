"""Files of a production, for those who make and review them. Learners get theirs from courses."""

import uuid

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from courses.media_files import send
from courses.models import MediaKind
from courses.services.media import CONTENT_TYPES
from generation.models import production_storage
from generation.queries import files_of, outputs_of, slide_names
from generation.views.access import production_for


@require_safe
def file(request: HttpRequest, production_id: uuid.UUID, kind: str) -> HttpResponseBase:
    production = production_for(request, production_id)
    files = files_of(outputs_of(production))
    if kind not in files:
        raise Http404("That has not been made.")
    wanted = MediaKind(kind)
    return send(request, storage=production_storage(), name=files[wanted], content_type=CONTENT_TYPES[wanted])


@require_safe
def slide(request: HttpRequest, production_id: uuid.UUID, number: int) -> HttpResponseBase:
    """The slide of a passage, counted from 0."""
    names = slide_names(production_for(request, production_id))
    if number >= len(names):
        raise Http404("That slide has not been made.")
    return send(request, storage=production_storage(), name=names[number], content_type="image/png")
