"""The site that the settings describe."""

from pathlib import Path

from django.core.files.storage import storages
from django.db import connection

from config.backup.contract import Database, Refused, Site
from config.backup.sqlite import Sqlite


def this_site() -> Site:
    return Site(_database(), {"media": storages["default"], "productions": storages["productions"]})


def _database() -> Database:
    if connection.vendor == "sqlite":
        return Sqlite(Path(connection.settings_dict["NAME"]))
    if connection.vendor == "postgresql":
        from config.backup.postgres import Postgres  # wants libpq, which a site on SQLite does without

        return Postgres(connection.get_connection_params())
    raise Refused(
        f"Backups know SQLite and PostgreSQL, not {connection.vendor}. Use that server's own programs."
    )
