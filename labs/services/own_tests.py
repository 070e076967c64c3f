"""Writing tests for a prompt of one's own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from labs.contract import Refused
from labs.models import OwnTest, Run
from labs.models.own_test import MOST
from labs.prompt.assertions import read
from labs.queries import own_tests


@transaction.atomic
def add_own_test(*, run: Run, said: Mapping[str, Any], client_key: uuid.UUID) -> OwnTest:
    """said: as `read` takes an assertion. A resend gives what was kept. Raises Refused."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if resent := run.own_tests.filter(client_key=client_key).first():
        return resent
    _open(run)
    assertion = read(said).data()
    there = [row.assertion for row in own_tests(run)]
    if assertion in there:
        raise Refused("same", "You have that test already.")
    if len(there) >= MOST:
        raise Refused("too_many", f"That is {MOST} tests of your own. Take one away first.")
    return OwnTest.objects.create(run=run, assertion=assertion, client_key=client_key)


@transaction.atomic
def remove_own_test(*, test: OwnTest) -> None:
    """Nothing happens where it is gone already. Raises Refused."""
    _open(Run.objects.select_for_update(of=("self",), no_key=True).get(pk=test.run_id))
    OwnTest.objects.filter(pk=test.pk, removed_at__isnull=True).update(removed_at=timezone.now())


def _open(run: Run) -> None:
    if run.is_finished:
        raise Refused("finished", "This lab is handed in. Its tests stay as they are.")
