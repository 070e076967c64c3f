from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from config.backup import archive, stores
from config.backup.contract import Facts, Refused, Say, Site
from courses.stores import StoreAway


def restore(
    site: Site, source: Path, say: Say, *, replace: bool = False, swapping: Callable[[], None] = lambda: None
) -> list[Path]:
    """Put a backup in place of what is there: proved first, unpacked beside, swapped last.

    swapping: called when all is ready, before anything is swapped. What was there before and was kept. Raises
    Refused with nothing changed, save in a remote store, which knows no unpacking beside: its text says so.
    """
    say("Checking the backup …")
    manifest = archive.verify(source)
    facts = _facts(manifest)
    _check(site, manifest, facts)
    if not replace and (site.database.in_use() or not all(map(stores.is_empty, site.stores.values()))):
        raise Refused(
            "This site is not empty: there are people or files in it. Add --replace to put the backup in "
            "their place; what is on disks is set aside, not deleted."
        )
    stamp = timezone.now().strftime("%Y%m%d-%H%M%S")
    staging = {root: stores.Staging(storage, stamp) for root, storage in site.stores.items()}
    try:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="greenroom-restore-")))
            say("Unpacking it beside what is there …")
            staged = site.database.stage(_unpack_database(source, folder), folder, facts)
            stack.callback(staged.unlink, missing_ok=True)
            _unpack_files(source, staging)
            say("Putting it in place …")
            swapping()
            return _swap(site, staging, staged, stamp, facts)
    except (OSError, StoreAway) as error:
        left = "The database is as it was; files in the remote store may be the backup's: run it again."
        wrote = any(one.wrote for one in staging.values())
        rest = left if wrote else "What was there is as it was."
        raise Refused(f"It could not be restored ({error}). {rest}") from error
    finally:
        for one in staging.values():
            one.clear()


def pending(manifest: dict[str, Any]) -> list[str]:
    """Migrations of this code that the backup has not seen."""
    return sorted(_known() - set(manifest["migrations"]))


def _known() -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _facts(manifest: dict[str, Any]) -> Facts:
    database = manifest["database"]
    return Facts(database["engine"], database["server"], manifest["rows"], tuple(manifest["migrations"]))


def _check(site: Site, manifest: dict[str, Any], facts: Facts) -> None:
    theirs, ours = manifest["versions"]["greenroom"], version("greenroom")
    if manifest["format"] > archive.FORMAT or _numbers(theirs) > _numbers(ours):
        raise Refused(f"It was made by Greenroom {theirs}, and this is {ours}. Install that version first.")
    if unknown := sorted(set(facts.migrations) - _known()):
        raise Refused(
            f"It was made by newer code: this one does not know the migration {unknown[0]}. "
            "Install the version that the backup was made with first."
        )
    if facts.engine != site.database.engine:
        raise Refused(
            f"It holds a {facts.engine} database, and DATABASE_URL names a {site.database.engine} one. "
            "Restore it into an empty database of its own kind."
        )


def _unpack_database(source: Path, folder: Path) -> Path:
    dump = folder / "dump"
    for name, _, contents in archive.entries(source):
        if name.startswith("database/"):
            with dump.open("wb") as file:
                shutil.copyfileobj(contents, file)
            return dump
    raise Refused("The backup holds no database. Take another.")


def _unpack_files(source: Path, staging: dict[str, stores.Staging]) -> None:
    for name, _, contents in archive.entries(source):
        root, _, rest = name.partition("/")
        if root != "database":
            staging[root].take(rest, contents)


def _swap(
    site: Site, staging: dict[str, stores.Staging], staged: Path, stamp: str, facts: Facts
) -> list[Path]:
    """Files first: they can be put back, where a committed database cannot."""
    kept: list[Path] = []
    try:
        for one in staging.values():
            kept += one.swap()
        return kept + site.database.swap(staged, stamp, facts)
    except BaseException:
        for one in reversed(staging.values()):
            one.undo()
        raise
