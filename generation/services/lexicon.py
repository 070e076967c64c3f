"""Pronunciations that follow their words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from courses.models import ModulePage
from generation.models import Pronunciation


@transaction.atomic
def share_pronunciations(*, module: ModulePage, parts: Iterable[ModulePage]) -> None:
    """Give what holds in a module to what was just cut off it."""
    kept = list(Pronunciation.objects.filter(module=module))
    Pronunciation.objects.bulk_create(
        Pronunciation(term=one.term, said_as=one.said_as, ipa=one.ipa, locale=one.locale, module=part)
        for part in parts
        for one in kept
    )
