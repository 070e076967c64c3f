"""What the studio says for all its labs."""

from __future__ import annotations

from wagtail.models import Site

from labs.models import LabSettings


def reasons() -> list[str]:
    """Why an output is kept or not, in the studio's words."""
    return _lines(_settings().reasons)


def embargoed_titles() -> list[str]:
    """Titles that no prompt may name."""
    return _lines(_settings().embargoed)


def quota() -> tuple[int, int]:
    """What a learner may upload: files, and megabytes."""
    found = _settings()
    return found.upload_files, found.upload_megabytes


def _settings() -> LabSettings:
    site = Site.objects.filter(is_default_site=True).first()
    # Reading must not write: a studio that never opened the form has what the form would show.
    return LabSettings.objects.filter(site=site).first() or LabSettings()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
