"""The table of doors: no address is missing from it, and each answers each person as it says."""

import re

import pytest

from tests.matrix import table, world
from tests.matrix.addresses import doors
from tests.matrix.pages import faults
from tests.matrix.walk import FORMS, Visitor

ROWS = table.read("doors.txt")
FOR_SCRIPTS = {"accept": "application/json"}


@pytest.fixture
def studio(db, caplog):
    # Refusals are what is asked for here.
    for name in ("django.request", "greenroom.access"):
        caplog.set_level("ERROR", name)
    return world.build()


def test_every_address_stands_in_the_table_once():
    wrong = {}
    for door in doors():
        for method in table.METHODS:
            if len(found := table.claims(ROWS, door.name, method)) != 1:
                wrong[f"{method} {door.name}"] = [row.what for row in found]
    assert wrong == {}, "Say in tests/matrix/doors.txt, in one row each, what everyone gets there."


def test_no_row_speaks_of_an_address_that_is_not_there():
    used = {
        (row.what, method)
        for door in doors()
        for method in table.METHODS
        for row in table.claims(ROWS, door.name, method)
    }
    assert [row.what for row in ROWS for method in row.methods if (row.what, method) not in used] == []


@pytest.mark.parametrize("who", world.PEOPLE)
def test_everyone_gets_what_the_table_says(studio, who):
    visitor, wrong, unsafe = Visitor(studio, who), [], []
    for door in doors():
        for method in table.METHODS:
            address = door.address(studio)
            response = visitor.ask(method, address, FORMS.get(door.name))
            expected = table.claims(ROWS, door.name, method)[0].expected[who]
            if not table.as_expected(answer := table.told(response), expected):
                wrong.append(f"{method} {door.name} {address}: {answer}, not {expected}")
            unsafe += [f"{method} {address}: {fault}" for fault in faults(response, address)]
    assert "\n".join(wrong + unsafe) == ""


def test_scripts_signed_out_are_told_so(studio):
    visitor, wrong = Visitor(studio, "anonymous"), []
    for door in doors():
        expected = table.claims(ROWS, door.name, "POST")[0].expected["anonymous"]
        address = door.address(studio)
        if expected == "in" and not re.match(r"/(admin|accounts|_util)/", address):
            response = visitor.ask("POST", address, **FOR_SCRIPTS)
            if response.status_code != 401:
                wrong.append((address, response.status_code))
    assert wrong == []
