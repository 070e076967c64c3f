"""Who may look at a production. What someone may not see is not there."""

import uuid

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from generation.models import Production
from generation.queries import productions_for


def production_for(request: HttpRequest, production_id: uuid.UUID) -> Production:
    return get_object_or_404(productions_for(request.user), pk=production_id)
