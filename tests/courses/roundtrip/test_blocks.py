"""Every kind of block is written as Markdown that reads as the same block."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings

from courses.blocks import LessonBody
from courses.exporting.blocks import alike, read_back, written
from courses.exporting.names import Names
from courses.importing.source import Source
from tests.courses.roundtrip.bodies import BLOCK
from tests.lesson import lesson_body

KINDS = LessonBody().child_blocks


@pytest.fixture(scope="module")
def names():
    cast = {
        1: SimpleNamespace(pk=1, slug="mara", name="Mara"),
        2: SimpleNamespace(pk=2, slug="teo", name="Teo O’Neil"),
    }
    return Names(
        cast=cast,
        files={5: "lamp.png", 6: "a lamp (left).jpg"},
        pages={7: "light", 8: "/catalogue/brief/"},
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=BLOCK)
def test_a_block_comes_back_whatever_stands_in_it(names, raw):
    lines = written(raw, names)
    [back] = read_back(Source(Path("x.md"), {}, lines, 0), names)
    assert alike(raw, back, names)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form(kind, names):
    block = KINDS[kind]
    value = block.get_prep_value(
        block.normalize(getattr(block.meta, "preview_value", None) or block.get_default())
    )
    raw = {"type": kind, "value": value, "id": "b1"}
    [back] = read_back(Source(Path("x.md"), {}, written(raw, names), 0), names)
    assert alike(raw, back, names)


def test_an_ordinary_lesson_needs_no_stored_form(names):
    image, mara = SimpleNamespace(pk=5), names.cast[1]
    told = [written(raw, names) for raw in lesson_body(image=image, character=mara)]
    assert not [lines for lines in told if "stored" in lines[0]]


WRITTEN = [
    ("<p>A <b>lamp</b>, <i>frame</i> left</p>", ["A **lamp**, *frame* left"]),
    ("<p>un<b>believ</b>able <b><i>x</i></b></p>", ["un**believ**able **_x_**"]),
    ("<p><b>a</b><b>b</b></p>", ["<b>a</b><b>b</b>"]),
    ("<p>2 * 3, a_b, [x], 1 &lt; 2 &amp; more</p>", [r"2 * 3, a_b, \[x\], 1 < 2 & more"]),
    ("<p>one<br/>two</p><p># three</p><p>4. four</p>", ["one\\", "two", "", r"\# three", "", r"4\. four"]),
    ('<p><a linktype="page" id="7">it</a> <a href="https://x.yz/?a=1&amp;b=2">x</a></p>',
     ["[it](page:light) [x](https://x.yz/?a=1&b=2)"]),
    ("<pre>a<br/>\u00a0 b</pre><hr/>", ["```", "a", "  b", "```", "", "---"]),
    ("<p>A </p>", ["A&#32;"]),
    ("<p>a gone <a linktype=\"page\" id=\"99\">page</a></p>", ["a gone page"]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "lines"), WRITTEN)
def test_rich_text_reads_as_people_would_write_it(html, lines, names):
    raw = {"type": "rich_text", "value": {"text": html, "purpose": "teach"}, "id": "b1"}
    assert written(raw, names) == ["<!-- #b1 -->", *lines]


def test_what_markdown_cannot_say_is_stored_in_plain_sight(names):
    value = {"text": "<ul><li>Pasted</li></ul>", "purpose": "story"}
    assert written({"type": "rich_text", "value": value, "id": "b1"}, names) == [
        "::: stored rich_text {#b1}", "text: <ul><li>Pasted</li></ul>", "purpose: story", ":::",
    ]  # fmt: skip
