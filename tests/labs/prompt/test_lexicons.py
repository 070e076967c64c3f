"""The files an editor may change, and the forms in which a term may be written."""

import subprocess
import sys

import pytest

from labs.prompt.grading.lexicon import FOLDER, groups, hits, planted, spelled_out, terms, tree
from labs.prompt.grading.lexicon import Node as Root
from labs.prompt.grading.reading import FILES
from labs.prompt.grading.spelling import canonical, inflections, singular
from labs.prompt.grading.tagging import tag
from labs.prompt.grading.tokens import tokenize

MOST_WAYS = 15_000


@pytest.mark.parametrize(
    "file", [path.stem for path in FOLDER.glob("*.toml") if path.stem not in ("spelling", "contradictions")]
)
def test_every_term_of_every_file_can_be_read(file):
    for listed in groups(file).values():
        for term in listed:
            ways = list(spelled_out(term))
            assert ways, term
            assert len(ways) <= MOST_WAYS, term


@pytest.mark.parametrize(
    ("term", "ways"),
    [
        ("close-up", {("close", "up")}),
        ("slow|gentle push", {("slow", "push"), ("gentle", "push")}),
        ("(very) low angle", {("very", "low", "angle"), ("low", "angle")}),
        ("dolly~ in", {("dolly", "in"), ("dollies", "in"), ("dollied", "in"), ("dollying", "in")}),
        ("bird's-eye", {("bird", "eye")}),
        ("<number> mm", {("<number>", "mm")}),
    ],
)
def test_a_term_may_be_written_in_these_ways(term, ways):
    assert set(spelled_out(term)) == ways


def test_remarks_and_lines_part_terms():
    assert list(terms("one, two # three, four\nfive\n\n# six")) == ["one", "two", "five"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("Grey", "gray"),
        ("CAFÉ", "cafe"),
        ("theatre", "theater"),
        ("stylised", "stylized"),
        ("travelling", "traveling"),
    ],
)
def test_spellings_meet(one, other):
    assert canonical(one) == canonical(other)


def test_plurals_and_inflections():
    assert [singular(word) for word in ("lamps", "glass", "stories", "churches", "men", "canvas")] == [
        "lamp",
        "glass",
        "story",
        "church",
        "man",
        "canvas",
    ]
    assert {"pan", "pans", "panned", "panning"} <= set(inflections("pan"))


def test_a_term_is_found_in_the_plural_and_across_a_hyphen_but_not_across_a_comma():
    root = Root()
    planted(root, ["low angle"], "x", "y")
    for text, times in (
        ("Low-angles!", 1),
        ("low, angle", 0),
        ("low\nangle", 0),
        ("a low angle of low angles", 2),
    ):
        tokens = tokenize(text)
        assert len(hits(root, tokens, tag(tokens))) == times


def test_the_tree_of_all_files_is_read_once():
    assert tree(*FILES) is tree(*FILES)


def test_the_grader_needs_neither_django_nor_numpy():
    code = "import sys, labs.prompt.grading; print(sorted({'django', 'numpy', 'courses'} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FOLDER.parents[2]
    )
    assert told.stdout.strip() == "[]"
