"""Texts and tests that meet each other's edges: every type, its opposite, weights, thresholds, and what two
languages or a template engine could read differently.
"""

from __future__ import annotations

from labs.prompt.assertions import Assertion, read
from labs.prompt.assertions.regression import OUTPUT, PromptTest, Version
from labs.prompt.assertions.vocabulary import NOT, TYPES

TEXTS = (
    "A retired boxer tapes her hands in a night kitchen. Rain on the window, no people outside.",
    "rain RAIN Rain\nlow-key light, 35 mm, 16:9\n\nNo text. No logos.",
    "Kitchen",
    "{{ subject }} in {% if night %}the dark{% endif %} {# a note #}",
    "{{{{ {%- raw -%} {{ env.HOME }} {% endraw %} }}}}",
    '{"shot": "wide", "seconds": 12}',
    '["a", 1, null, true]',
    '{"open": ',
    "12",
    "NaN",
    '"just a string"',
    "file://secrets.txt",
    "package:thing:run",
    "exec:run.sh/*.txt",
    "portkey://one",
    "   spaced on both sides \t ",
    "İSTANBUL, Straße, ΟΔΟΣ, naïve café",
    "😀 hand\u00a0held \ufeff and \u0085 one\u2028line",
    "C:\\shots\\*.png and a/b\\nc",
    "ends with a brace {",
    "- yes\n- 0o17\n- 2026-01-01\n? key: value",
    "  indented\n    lines\r\nand more  \n",
    "\x1c\x1dseparators\x1fof ASCII",
    "a" * 20,
)

_ONE = ("Rain", "rain", "K", "{{ subject }}", "{%", "file://secrets.txt", "package:thing:run", "İ", "straße",
        "ος", "\\n", "😀", "no", "0o17", "{#")  # fmt: skip
_SEVERAL = ("rain\nfog", "Rain\nNo", "RAIN\nkitchen", "{{ subject }}\n{#", 'a,b\n"c"', "file://a\n12", "İ\nσ")
_PATTERNS = (
    *(r"[Rr]ain", r"^A\b.*\.$", r"\d{2,4}", r"^\S+$", r"\bno\b", r"\Brain", r"^$", r"^.$", r"^..$", r"[^\n]"),
    *(
        r"(?:low|high)-key",
        r"\{\{.*\}\}",
        r"\\",
        r"^\s",
        r"\s$",
        r"\s{2,}",
        r"^[\s\S]{0,40}$",
        r"[\w-]+:[\d.]+",
    ),
    *(r"(a+)+$", r"(a|aa)+b", r"a{15,}", r"a{21}", r"\w+\W+\w+", r"a.one", r"hand\shand|hand\sheld", r"ß|é"),
    *(
        r"[A-Z]{3}",
        r"x?y*",
        r"()",
        r"(|rain)ing?",
        r"[\]\[]",
        r"[+-]",
        r"\bC:",
        r"[^\W\d]+",
        r"[😀]",
        r"^.{2}\b",
    ),
)
_COUNTS = (("word-count", "1"), ("word-count", "0"), ("word-count", "2-6"), ("word-count", "7-"),
           ("word-count", "-3"), ("length", "7"), ("length", "0"), ("length", "-12"), ("length", "20-"),
           ("length", "10-60"))  # fmt: skip

SINGLE = (
    *(("contains", value) for value in _ONE),
    *(("icontains", value) for value in _ONE),
    *(("starts-with", value) for value in (*_ONE, "   spaced", "A retired")),
    *(("equals", value) for value in (*TEXTS[2:16], "12")),
    *((type, value) for type in ("contains-any", "contains-all") for value in _SEVERAL),
    *((type, value) for type in ("icontains-any", "icontains-all") for value in _SEVERAL),
    *(("regex", value) for value in _PATTERNS),
    *_COUNTS,
    ("is-json", ""),
)


def one(type: str, value: object = "", **more: object) -> Assertion:
    return read({"type": type, "value": value, **more})


def _scored() -> list[PromptTest]:
    """Several assertions at once, of all mixtures of weight and threshold."""
    three = ("icontains", "rain"), ("not-regex", r"\d"), ("word-count", "5-40")
    found = []
    for weights in ((1, 1, 1), (3, 1, 1), (0, 1, 2), (0, 0, 0), (1, 0, 0), (10, 1, 3)):
        asserted = tuple(one(*said, weight=weight) for said, weight in zip(three, weights, strict=True))
        for threshold in (None, 0.5, 0.8):
            found.append(PromptTest(f"{weights} {threshold}", asserted, threshold=threshold))
    return found


def _each() -> list[PromptTest]:
    """One test of each type and its opposite, which asserts all that there is of it."""
    return [
        PromptTest(f"{no}{type}", tuple(one(no + type, value) for kind, value in SINGLE if kind == type))
        for type in TYPES
        for no in ("", NOT)
    ]


TESTS = (
    *_each(),
    *_scored(),
    PromptTest(
        "outputs", (one("icontains", "OUTPUT"), one("is-json", weight=0, metric="{{ m }}")), on=OUTPUT
    ),
    PromptTest("nothing", ()),
)
VERSIONS = tuple(
    Version(number, text, (f"output {number}", "another")[: number % 3])
    for number, text in enumerate(TEXTS, 1)
)
