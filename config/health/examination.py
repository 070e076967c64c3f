from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import Error

from config.health import making, room, servers, workers
from config.health.contract import Sign, State

WITHOUT_DATABASE = (servers.broker, room.disks, room.stores)
NEEDS_DATABASE = (servers.remembering, workers.clock, workers.queues, making.waiting)


def examine() -> list[Sign]:
    """Every sign there is. Takes a few seconds at most, whatever is away."""
    database = servers.database()
    signs = [database]
    for look in WITHOUT_DATABASE:
        signs += look()
    if database.state is not State.FAILING:
        signs += _from_database()
    return signs


def _from_database() -> Iterator[Sign]:
    for look in NEEDS_DATABASE:
        try:
            yield from look()
        except Error as error:
            yield Sign(
                look.__name__,
                look.__name__.capitalize(),
                State.FAILING,
                str(error).partition("\n")[0][:200],
                "The database answers and this could not be read: run manage.py migrate on this version.",
            )


def worst(signs: Iterable[Sign]) -> State:
    order = list(State)
    return max((sign.state for sign in signs), key=order.index, default=State.OK)
