"""The tables, read; and whether an answer is what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from django.http import HttpResponseBase

from tests.matrix.world import PEOPLE

FOLDER = Path(__file__).parent
METHODS = ("GET", "POST")
LET_IN = ("200", "on", "400", "405", "409", "422")
KEPT_OUT = ("404", "405", "back")
SIGN_IN = re.compile(r"/(accounts|admin)/login/(\?|$)")


@dataclass(frozen=True)
class Row:
    """what: a route, several by *, or a thing by its name. expected: by person."""

    what: str
    methods: tuple[str, ...]
    expected: dict[str, str]


def read(name: str) -> list[Row]:
    """Rows of a table: what (words one space apart), method, then seven answers, columns two spaces apart."""
    rows = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        what, method, *answers = re.split(r"\s{2,}", line.strip(), maxsplit=2)
        answers = answers[0].split()
        if len(answers) != len(PEOPLE) or method not in (*METHODS, "HEAD", "*"):
            raise ValueError(f"{name}: {line}")
        methods = METHODS if method == "*" else (method,)
        rows.append(Row(what, methods, dict(zip(PEOPLE, answers, strict=True))))
    return rows


def claims(rows: Iterable[Row], name: str, method: str) -> list[Row]:
    """Rows that speak of a route: those that fit it and are the most exact about it."""
    fitting = [row for row in rows if method in row.methods and fnmatchcase(name, row.what)]
    exactness = max((len(row.what) for row in fitting), default=0)
    return [row for row in fitting if len(row.what) == exactness]


def told(response: HttpResponseBase) -> str:
    """An answer in the words of the tables."""
    if 300 <= response.status_code < 400:
        there = response.headers["Location"]
        if SIGN_IN.match(there):
            return "in"
        return "back" if there == "/admin/" else "on"
    return str(response.status_code)


def as_expected(answer: str, expected: str) -> bool:
    if expected == "open":
        return answer in LET_IN
    if expected == "shut":
        return answer in KEPT_OUT
    return answer == expected
