"""Tables of an earlier version. Asked by `migrate` and by `check --database default`."""

from collections.abc import Iterable

from django.core.checks import CheckMessage, Error, Tags, register

from config import tables


@register(Tags.database)
def tables_are_of_this_version(
    databases: Iterable[str] | None = None, **kwargs: object
) -> Iterable[CheckMessage]:
    if databases and (missing := tables.lacking()):
        yield Error(tables.refusal(missing), id="greenroom.E011")
