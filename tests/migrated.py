"""A migrated SQLite database, kept from one test run to the next: migrations are paid for once."""

import hashlib
import os
import shutil
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

PACKAGES = ("django", "wagtail", "django-allauth", "django-axes", "django-taggit")


def template() -> Path | None:
    """Where the migrated database of this state of the code is kept; None on any other engine."""
    if connection.vendor != "sqlite":
        return None
    digest = hashlib.sha256("".join(version(name) for name in PACKAGES).encode())
    for file in sorted(settings.BASE_DIR.glob("*/migrations/*.py")):
        digest.update(file.read_bytes())
    return settings.BASE_DIR / ".pytest_cache" / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def take(kept: Path) -> None:
    """Copy the kept database to where the test database will be looked for."""
    if kept.exists():
        shutil.copyfile(kept, settings.DATABASES["default"]["TEST"]["NAME"])


def keep(kept: Path) -> None:
    """Store the migrated database; whole, so that two runs at once cannot spoil it."""
    if kept.exists():
        return
    kept.parent.mkdir(exist_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(fresh)])
    fresh.replace(kept)
