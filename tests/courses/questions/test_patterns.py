"""A pattern of an author's is run only where it cannot take long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.blocks import LessonBody
from courses.blocks.patterns import LONGEST_TEXT, BadPattern, compiled
from tests.courses.questions.bodies import words

BODY = LessonBody()
SOUND = [
    r"colou?r",
    r"(one |a )?(warm )?(lamp|lantern)s?",
    r"\d+( ?%| per ?cent)?",
    r".*falloff.*",
    r"(very )*moody",
    r"[a-z]{3,10}",
    r"^(?:left|right)$",
    r"a++b",
]
SLOW = [
    r"(a+)+b",
    r"(a|aa)+",
    r"(a|a)*",
    r"(.*)*",
    r"(\w+\s?)*",
    r".*.*.*x",
    "a?" * 30 + "a" * 30,
    r"(a{1,50}){1,50}",
    r"((a|b)?c?)*",
]
BROKEN = [r"fall(off", r"[a", r"*x", r"(?P<a", "x" * 101, r"(a)\1", r"(?=x)x", r"(?<!x)y", r"a{99999999999}"]


@pytest.mark.parametrize("pattern", SOUND)
def test_what_authors_need_is_taken(pattern):
    assert compiled(pattern, ignore_case=True)


@pytest.mark.parametrize("pattern", SLOW)
def test_what_could_take_long_is_refused(pattern):
    with pytest.raises(BadPattern, match="very long"):
        compiled(pattern, ignore_case=True)


@pytest.mark.parametrize("pattern", BROKEN)
def test_what_is_no_plain_pattern_is_refused_with_a_word(pattern):
    with pytest.raises(BadPattern, match=r"regular expression|look-around|shorten"):
        compiled(pattern, ignore_case=True)


def test_a_refused_pattern_is_never_run():
    value = BODY.to_python([words(patterns="(fa+)+de|fade|(f")])[0]
    assert not value.block.accepts(value.value, "fade")


ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "a*", "a?", "b+", "(a|b)", "(ab)?", "(a|ab)", "(a*b)*", ".*"])


@settings(max_examples=60, deadline=None)
@given(st.lists(ATOMS, min_size=1, max_size=8).map("".join), st.sampled_from("ab"))
def test_what_is_taken_is_quick_on_the_worst_of_texts(pattern, letter):
    try:
        found = compiled(pattern, ignore_case=True)
    except BadPattern:
        return
    began = time.perf_counter()
    found.fullmatch(letter * (LONGEST_TEXT - 1) + "!")
    assert time.perf_counter() - began < 1
