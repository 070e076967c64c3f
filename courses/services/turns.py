"""Who waits for whom."""

from django.db import connection

from courses.models import ModulePage


def hold_questions(module_id: int) -> None:
    """Until this transaction ends, no change of the module puts answers aside; other answers do not wait.

    The database's own share lock on the row, which Django has no word for. SQLite has one writer at a time.
    """
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(ModulePage._meta.db_table)
    key = connection.ops.quote_name(ModulePage._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE {key} = %s FOR KEY SHARE", [module_id])  # noqa: S608
