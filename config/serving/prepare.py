"""What has to stand before the first request: tables, the cache's table, collected static files."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config import tables
from config.serving.supervise import CannotServe


def database() -> None:
    """Raises CannotServe for the data of an earlier version, before anything is changed."""
    if missing := tables.lacking():
        raise CannotServe(tables.refusal(missing))
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("replay_mastery", outdated=True, verbosity=0)


def static_files() -> bool:
    """Collect static files where any has changed since the last time. Says whether it had to."""
    stamp = Path(settings.GREENROOM_DATA_DIR) / "static-files"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).is_dir():
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            details = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{details.st_size}\0{details.st_mtime_ns}\n".encode())
    return digest.hexdigest()
