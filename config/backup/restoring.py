from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from config.backup import archive, stores
from config.backup.contract import Facts, Refused, Say, Site


def restore(site: Site, source: Path, say: Say, *, replace: bool = False) -> list[Path]:
    """Put a backup in place of what is there: proved first, unpacked beside, swapped last.

    What was there before and was kept. Raises Refused with nothing changed.
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
            dump = _unpack(source, folder, staging)
            staged = site.database.stage(dump, folder, facts)
            stack.callback(staged.unlink, missing_ok=True)
            say("Putting it in place …")
            return _swap(site, staging, staged, stamp, facts)
    except OSError as error:
        raise Refused(f"It could not be restored ({error}). What was there is as it was.") from error
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


def _unpack(source: Path, folder: Path, staging: dict[str, stores.Staging]) -> Path:
    dump = folder / "dump"
    for name, _, contents in archive.entries(source):
        root, _, rest = name.partition("/")
        if root == "database":
            with dump.open("wb") as file:
                shutil.copyfileobj(contents, file)
        else:
            staging[root].take(rest, contents)
    return dump


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
