"""Work that is laid out and not sent yet."""

from __future__ import annotations

from labs.models import Draft, Run


def draft_of(run: Run) -> Draft | None:
    return Draft.objects.filter(run=run).first()
