"""Patterns mean what they mean in JavaScript, and none can hold a server up."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labs.contract import Refused
from labs.prompt.assertions.automaton import automaton

ATOMS = st.sampled_from(["a", "b", "ab", "[ab]", "[^a]", "(?:a|b)", "(?:ab|)", "\\d", "\\w", ".", "1"])
TIMES = st.sampled_from(["", "", "*", "+", "?", "{2}", "{0,2}", "*?"])
PATTERN = st.lists(st.tuples(ATOMS, TIMES).map("".join), min_size=1, max_size=5).map("".join)


@settings(max_examples=150, deadline=None)
@given(PATTERN, st.text("ab1 ", max_size=8))
def test_what_it_finds_is_what_python_finds_in_plain_text(pattern, text):
    assert automaton(pattern).search(text) == bool(re.search(pattern, text))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"^.$", "😀", False),  # two code units, as JavaScript counts without a flag
        (r"^..$", "😀", True),
        (r"\d", "٣", False),  # digits of ASCII alone
        (r"\w", "é", False),
        (r"\s", "\ufeff", True),
        (r"\s", "\x1c", False),
        (r"a$", "a\n", False),  # the end, not the last line
        (r"a.b", "a\u2028b", False),
        (r"\B", "", True),
        (r"[^\S]", "a", False),
        (r"a{0}", "", True),
    ],
)
def test_where_languages_differ_it_is_as_in_javascript(pattern, text, found):
    assert automaton(pattern).search(text) is found


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("", "Write a pattern"),
        ("a" * 201, "at most 200"),
        ("(?i)rain", "Only plain groups.*\\[Rr\\]ain"),
        ("(?<=a)b", "Only plain groups"),
        ("(?P<x>a)", "Only plain groups"),
        (r"(a)\1", r"\\1 is not read alike"),
        (r"\p{L}", "not read alike"),
        (r"\Aa", "not read alike"),
        (r"😀a\q", "character 4"),
        ("a**", "repeated already"),
        ("a*+", "repeated already"),
        ("*a", "nothing to repeat"),
        ("a|+", "nothing to repeat"),
        ("^*", "cannot be repeated"),
        ("a{,3}", r"Write \{3\}"),
        ("a{x}", r"Write \{3\}"),
        ("a{5,2}", "5 is more than 2"),
        ("a{9999}", "At most 1000 times"),
        ("(a", "not closed"),
        ("a)", "closes nothing"),
        ("[ab", "not closed"),
        ("[]", "nothing between"),
        ("[^]", "nothing between"),
        ("[z-a]", "backwards"),
        (r"[\d-z]", "from one character to another"),
        (r"[\b]", "no edges of words"),
        ("a\\", "escapes nothing"),
        ("(a{200}){200}", "repeats too much"),
    ],
)
def test_what_is_not_read_alike_everywhere_is_refused_with_what_to_write(pattern, told):
    with pytest.raises(Refused, match=told):
        automaton(pattern)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|aa)+b", "(a*)*b", "((a?){9}a{9}){2}b", "(((){1000}){1000}){1000}b"]
)
def test_no_pattern_takes_longer_than_its_text_is_worth(pattern):
    began = time.process_time()
    assert not automaton(pattern).search("a" * 3000 + "c")
    assert time.process_time() - began < 2


def test_a_class_of_many_signs_costs_no_more_than_one_of_two():
    signs = "".join(map(chr, range(0x100, 0x22C, 2)))
    many = automaton(f"a[^{signs}]{{150}}c")
    assert many.search("a" * 200 + "c") and not many.search("ab" * 2000)
    assert len(automaton("[a-cb-f]").steps[automaton("[a-cb-f]").start].test.ranges) == 1
