"""The table of things: what has become of one decides who may see it."""

import pytest

from tests.matrix import table, world
from tests.matrix.pages import faults
from tests.matrix.things import things
from tests.matrix.walk import Visitor

ROWS = table.read("things.txt")


@pytest.fixture
def studio(db, caplog):
    for name in ("django.request", "greenroom.access"):
        caplog.set_level("ERROR", name)
    return world.build()


def test_everyone_sees_what_the_table_says(studio):
    known, wrong = things(studio), []
    assert {row.what for row in ROWS} == set(known)
    for who in world.PEOPLE:
        visitor = Visitor(studio, who)
        for row in ROWS:
            thing, (method,) = known[row.what], row.methods
            response = visitor.ask(method, thing.address, thing.data)
            if not table.as_expected(answer := table.told(response), row.expected[who]):
                wrong.append(f"{who}: {method} {row.what}: {answer}, not {row.expected[who]}")
            wrong += [f"{who}: {row.what}: {fault}" for fault in faults(response, thing.address)]
    assert "\n".join(wrong) == ""
