"""Starting over: what Greenroom keeps in its data folder is deleted, and nothing else that lies there."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connections

OURS = (
    "broker",
    "celerybeat-schedule*",
    "greenroom.sqlite3*",
    "logs",
    "maintenance",
    "media",
    "productions",
    "running",
    "secret-key*",
    "static",
    "static-files",
)


def delete_data_folder() -> list[Path]:
    """Returns what was left: files that are not ours keep the folder."""
    folder = Path(settings.GREENROOM_DATA_DIR)
    connections.close_all()
    for pattern in OURS:
        for path in folder.glob(pattern):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    left = sorted(folder.iterdir())
    if not left:
        folder.rmdir()
    return left
