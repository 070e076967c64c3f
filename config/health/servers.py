"""The database, the cache in it, and the broker."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from time import perf_counter

from celery import current_app
from django.core.cache import cache
from django.db import Error, connection

from config.health.contract import Sign, State, within

PATIENCE = 4.0
"""Seconds a broker may take to answer."""
SLOW_MS = 500
PROBE = "greenroom.health"


def database() -> Sign:
    began = perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return Sign(
            "database",
            "Database",
            State.FAILING,
            str(error).partition("\n")[0][:200],
            "Start the database, or correct DATABASE_URL. Nothing else works until it answers.",
        )
    ms = (perf_counter() - began) * 1000
    if ms > SLOW_MS:
        return Sign(
            "database",
            "Database",
            State.WARNING,
            f"answers in {ms:.0f} ms",
            "It is slow: look at its load, its disk and the network between.",
        )
    return Sign("database", "Database", State.OK, f"{connection.vendor}, answers in {ms:.1f} ms")


def remembering() -> Iterator[Sign]:
    """Whether what is put into the cache comes back."""
    word = secrets.token_hex(8)
    cache.set(PROBE, word, 60)
    if cache.get(PROBE) == word:
        yield Sign("cache", "Cache", State.OK, "keeps what it is given")
    else:
        yield Sign(
            "cache",
            "Cache",
            State.FAILING,
            "does not give back what it was given",
            "Run manage.py createcachetable, and check that the disk is not full.",
        )


def broker() -> Iterator[Sign]:
    url = current_app.connection_for_write().as_uri()
    if url.startswith("filesystem:"):
        url = "the broker made of files"
    try:
        within(PATIENCE, _connect)
    # Each transport has errors of its own, and all of them mean that it cannot be reached.
    except Exception as error:
        yield Sign(
            "broker",
            "Broker",
            State.FAILING,
            f"{url}: {error}"[:200],
            "Start it, or correct CELERY_BROKER_URL. Work asked for meanwhile is kept in the database "
            "and taken up by the sweep.",
        )
    else:
        yield Sign("broker", "Broker", State.OK, f"{url} answers")


def _connect() -> None:
    connection = current_app.connection_for_write(connect_timeout=2)
    try:
        connection.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    finally:
        connection.release()
