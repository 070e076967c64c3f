"""A studio apart: everything it keeps lies in one folder, whatever the environment and `.env` say."""

from __future__ import annotations

from pathlib import Path


def environment(folder: Path) -> dict[str, str]:
    """What leads to no data but the folder's. Named one by one: what is only left out, `.env` puts back."""
    return {
        "GREENROOM_DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/greenroom.sqlite3",
        "CELERY_BROKER_URL": "filesystem://",
        "MEDIA_ROOT": f"{folder}/media",
        "GREENROOM_PRODUCTIONS_ROOT": f"{folder}/productions",
        "GREENROOM_S3_BUCKET": "",
        "EMAIL_URL": "consolemail://",
    }
