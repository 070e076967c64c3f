"""Spans are characters of the text as it was given, whatever stands in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labs.prompt.grading import LONGEST, TooLong, grade
from labs.prompt.grading.lexicon import hits, tree
from labs.prompt.grading.reading import FILES, Reading

PARTS = [
    "a diver",
    "tense",
    "low angle",
    "golden hour",
    "no people",
    "🎬",
    "“film noir”",
    "cafe\u0301",
    "\r\n",
    "\t",
    "Mood:",
    "…",
]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("🎬🎥 low angle", "low angle"),
        ("tense\r\n\r\nlow\u00a0angle", "low\u00a0angle"),
        ("“low‑angle”, tense", "low‑angle"),
        ("cafe\u0301 — LOW ANGLE", "LOW ANGLE"),
        ("\tlow\tangle", "low\tangle"),
    ],
)
def test_they_point_at_the_words_themselves(text, said):
    assert [span.of(text) for span in grade(text).elements["camera"].spans] == [said]


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=12).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_text_is_graded_with_spans_inside_it_in_order_and_apart(text):
    answer = grade(text)
    for found in answer.elements.values():
        assert found.covered == bool(found.spans)
        edges = [edge for span in found.spans for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert all(0 <= span.start < span.end <= len(text) for span in found.spans)
    for span in [leak.span for leak in answer.leaks] + [note.span for note in answer.notes if note.span]:
        assert 0 <= span.start < span.end <= len(text)


def test_the_same_text_has_the_same_answer():
    text = "A diver in fog, low angle, tense."
    assert grade(text) == grade(text)


def test_a_text_that_is_too_long_is_refused():
    grade("a" * LONGEST)
    with pytest.raises(TooLong, match="20,001 characters"):
        grade("a" * (LONGEST + 1))


class Counted(dict):
    looked = 0

    def __contains__(self, key):
        Counted.looked += 1
        return super().__contains__(key)


def test_twice_the_text_is_twice_the_work():
    root = tree(*FILES)

    def work(times: int) -> int:
        reading = Reading("no people, a low angle of the slow push in on wet asphalt, " * times)
        plain, root.words = root.words, Counted(root.words)
        Counted.looked = 0
        try:
            hits(root, reading.tokens, reading.tags)
        finally:
            root.words = plain
        return Counted.looked

    assert work(80) / work(20) == pytest.approx(4, rel=0.05)
