from __future__ import annotations

import os
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage
from django.utils import timezone

from config.backup import stores
from config.backup.archive import Writer
from config.backup.contract import Refused, Say, Site
from courses.stores import StoreAway

PACKAGES = ("greenroom", "django", "wagtail")


def make(site: Site, target: Path, say: Say) -> dict[str, Any]:
    """Write a backup to target, whole or not at all, while the site runs. Its manifest. Raises Refused.

    The database comes first: a file that it names and that is removed meanwhile is left out, and said.
    """
    if target.exists():
        raise Refused(f"{target} is there already. Name another file, or move it away.")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            manifest = _write(site, Writer(file), target.parent, say)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    except (OSError, StoreAway) as error:
        raise Refused(f"The backup could not be written ({error}). Nothing of it was left behind.") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(site: Site, writer: Writer, folder: Path, say: Say) -> dict[str, Any]:
    say("Copying the database …")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as scratch:
        dump = Path(scratch) / "dump"
        facts = site.database.dump(dump)
        with dump.open("rb") as source:
            writer.add(f"database/{facts.engine}", source, dump.stat().st_size)
    for root, storage in site.stores.items():
        say(f"Copying {root} …")
        _add_files(writer, root, storage, say)
    manifest = {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "versions": {name: version(name) for name in PACKAGES},
        "database": {"engine": facts.engine, "server": facts.server},
        "migrations": list(facts.migrations),
        "rows": dict(facts.rows),
    }
    writer.seal(manifest)
    return {**manifest, "entries": writer.entries}


def _add_files(writer: Writer, root: str, storage: Storage, say: Say) -> None:
    for name in stores.names(storage):
        try:
            size = storage.size(name)
            source = storage.open(name)
        except FileNotFoundError:
            say(f"  {root}/{name} was removed meanwhile, and is left out.")
            continue
        with source:
            writer.add(f"{root}/{name}", source, size)  # type: ignore[arg-type]
