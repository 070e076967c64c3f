"""Having a model write many variants of a scene."""

from __future__ import annotations

import uuid

from django.db import transaction

from labs.models import OutputState, Run, Submission
from labs.prompt.variants.block import MOST
from labs.queries import variants_of
from labs.services.outputs import ask_for_outputs, retry_variants


@transaction.atomic
def ask_for_variants(*, version: Submission, client_key: uuid.UUID) -> None:
    """A sheet of a version, a seed for each variant. Asked again it makes none twice: those that failed are
    written anew, those that wait are called to mind. Raises Refused.
    """
    # One asking at a time, so that two clicks make one sheet.
    Run.objects.select_for_update(of=("self",), no_key=True).get(pk=version.run_id)
    there = list(variants_of(version))
    if not there:
        ask_for_outputs(version=version, many=MOST, client_key=client_key, variants=True)
    elif any(one.state != OutputState.MADE for one in there):
        retry_variants(version=version)
