"""Assertions on a text: what holds, what it weighs, and what is said of it."""

import pytest

from labs.contract import Refused
from labs.prompt.assertions import Bounds, check, read
from labs.prompt.assertions.wording import in_words
from tests.prompts.battery import one

TEXT = "Rain on the window, no people. 35 mm."


@pytest.mark.parametrize(
    ("type", "value", "held", "said"),
    [
        ("contains", "Rain", True, "“Rain” is in it."),
        ("contains", "rain", False, "“rain” is not in it."),
        ("icontains", "rAIN", True, "“rAIN” is in it."),
        ("contains-any", "fog\nwindow", True, "In it: “window”."),
        ("contains-all", "fog\nwindow\nsnow", False, "Not in it: “fog”, “snow”."),
        ("icontains-any", "FOG\nSNOW", False, "None of them is in it."),
        ("icontains-all", "RAIN\nmm", True, "All of them are in it."),
        ("starts-with", "Rain", True, "It begins with “Rain”."),
        ("equals", TEXT, True, "It is just that."),
        ("regex", r"\d+ mm", True, "The pattern fits."),
        ("is-json", "", False, "It is not JSON."),
        ("word-count", "5-8", True, "It has 8 words."),
        ("length", "-20", False, "It has 37 characters."),
    ],
)
def test_each_type_and_its_opposite(type, value, held, said):
    plain = check(TEXT, [one(type, value)])
    opposite = check(TEXT, [one(f"not-{type}", value)])
    assert (plain.passed, plain.score, plain.results[0].say) == (held, float(held), said)
    assert (opposite.passed, opposite.results[0].say) == (not held, said)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "{'a': 1}", "", "[1,]", "\ufeff1", "[" * 5000])
def test_what_only_python_would_read_is_not_json(text):
    assert not check(text, [one("is-json")]).passed


def test_a_number_of_any_length_is_json():
    assert check("9" * 5000, [one("is-json")]).passed


def test_the_score_is_a_mean_by_weight_and_every_assertion_must_pass():
    checked = check(TEXT, [one("contains", "Rain", weight=3), one("contains", "fog")])
    assert (checked.passed, checked.score) == (False, 0.75)


def test_a_threshold_is_enough():
    asserted = [one("contains", "Rain", weight=3), one("contains", "fog")]
    assert check(TEXT, asserted, 0.75).passed
    assert not check(TEXT, asserted, 0.76).passed


def test_a_weight_of_nothing_shows_and_never_fails():
    checked = check(TEXT, [one("contains", "fog", weight=0), one("contains", "Rain")])
    assert checked.passed and checked.score == 1.0
    assert checked.results[0].passed and checked.results[0].say == "“fog” is not in it."


def test_where_nothing_weighs_there_is_no_score_and_where_nothing_is_asserted_all_is_well():
    assert check(TEXT, [one("contains", "fog", weight=0)]).passed
    assert not check(TEXT, [one("contains", "fog", weight=0)], 0.5).passed
    assert check(TEXT, []) == check("", [])


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        ({"type": "llm-rubric", "value": "x"}, "type", "There is no test “llm-rubric” here"),
        ({"type": "javascript", "value": "1"}, "type", "There is no test"),
        ({"type": "not-not-contains", "value": "x"}, "type", "There is no test"),
        ({"value": "x"}, "type", "There is no test"),
        ({"type": "contains"}, "value", "Write what to look for"),
        ({"type": "contains", "value": "  "}, "value", "Write what to look for"),
        ({"type": "contains", "value": ["x"]}, "value", "Write what to look for"),
        ({"type": "contains", "value": "x" * 401}, "value", "At most 400 characters"),
        ({"type": "contains", "value": "a\0b"}, "value", "no text has"),
        ({"type": "contains-any", "value": "\n \n"}, "value", "one a line"),
        ({"type": "contains-any", "value": [1] * 21}, "value", "At most 20 lines"),
        ({"type": "is-json", "value": "{type: object}"}, "value", "schemas are not checked"),
        ({"type": "regex", "value": "(?i)x"}, "pattern", "Only plain groups"),
        ({"type": "word-count", "value": "many"}, "value", "Write a number"),
        ({"type": "word-count", "value": "-"}, "value", "Write a number"),
        ({"type": "word-count", "value": "9-3"}, "value", "9 is more than 3"),
        ({"type": "length", "value": "10001"}, "value", "from 0 to 10000"),
        ({"type": "length", "value": {"min": True}}, "value", "Whole numbers"),
        ({"type": "length", "value": "²"}, "value", "Write a number"),
        ({"type": "equals", "value": "x", "weight": 11}, "weight", "from 0 to 10"),
        ({"type": "equals", "value": "x", "weight": 0.5}, "weight", "whole number"),
        ({"type": "equals", "value": "x", "weight": -1}, "weight", "from 0 to 10"),
    ],
)
def test_what_cannot_be_tested_is_refused_with_what_to_write(said, code, told):
    with pytest.raises(Refused, match=told) as refused:
        read(said)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("value", "bounds", "words"),
    [
        ("20-80", Bounds(20, 80), "has 20 to 80 words"),
        ("20–80", Bounds(20, 80), "has 20 to 80 words"),
        ("20-", Bounds(20, None), "has at least 20 words"),
        ("-80", Bounds(None, 80), "has at most 80 words"),
        (" 12 ", Bounds(12, 12), "has 12 words"),
        (12, Bounds(12, 12), "has 12 words"),
        ({"max": 3}, Bounds(None, 3), "has at most 3 words"),
    ],
)
def test_counts_are_written_as_people_write_them(value, bounds, words):
    assertion = one("word-count", value)
    assert (assertion.value, in_words(assertion)) == (bounds, words)
    assert read(assertion.data()) == assertion


def test_what_is_kept_is_read_again_as_it_was():
    for type, value in (("icontains-any", "a\nb"), ("regex", "a+"), ("not-is-json", ""), ("length", "-9")):
        assertion = one(type, value, weight=2, metric="tone")
        assert read(assertion.data()) == assertion


def test_an_assertion_is_said_in_words():
    assert in_words(one("not-contains", "lens flare")) == "does not contain “lens flare”"
    assert in_words(one("icontains-any", "rain\nfog")) == "contains any of “rain”, “fog”, capitals or not"
    assert in_words(one("not-is-json")) == "is not JSON"
