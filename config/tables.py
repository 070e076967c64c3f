"""Whether the tables that are there are those of this code.

The first migration of each app was changed in place for a while, so that `migrate` finds nothing to do on
data of then. Goes with the first release.
"""

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = ("config", "accounts", "courses", "gamification", "generation", "labs", "reports")
"""Apps whose first migrations were changed in place; those of libraries never were."""


def lacking() -> list[str]:
    """Tables, and table.column, that this code wants and that no migration still to come would make."""
    loader = MigrationLoader(connection)
    applied = {app for app, _ in loader.applied_migrations}
    waiting = {app for app, _ in loader.disk_migrations.keys() - loader.applied_migrations.keys()}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        missing: list[str] = []
        ours = [app for app in apps.get_app_configs() if app.name in OURS and app.label in applied - waiting]
        for model in (one for app in ours for one in app.get_models(include_auto_created=True)):
            table = model._meta.db_table
            if table not in there:
                missing.append(table)
                continue
            found = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            wanted = [field.column for field in model._meta.local_concrete_fields]
            missing += [f"{table}.{column}" for column in wanted if column not in found]
    return sorted(missing)


def refusal(missing: list[str]) -> str:
    """What to tell an operator of what is lacking."""
    return (
        "The database was made by an earlier Greenroom, and this one cannot read it: it has no "
        f"{missing[0]}. Data as old as that are not carried over. Start with an empty database: for "
        f"the demo make demo-reset, which deletes what Greenroom keeps in {settings.GREENROOM_DATA_DIR}; or "
        "name another in GREENROOM_DATA_DIR or DATABASE_URL. To keep what is there, go on with the version "
        "that made it."
    )
