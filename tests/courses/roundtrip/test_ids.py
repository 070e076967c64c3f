"""Ids in a file: kept as they stand, and refused with their line where they cannot be."""

import pytest

from courses.importing import ImportRefused, import_module
from courses.importing.markdown import Reader
from courses.importing.source import Source
from tests import factories

LESSON = """---
title: Light
slug: light
---
<!-- #h1 -->
## Light

<!-- #p1 purpose=practise -->
One lamp,  frame left.

---

```
lamp: left
```

<!-- #l1 -->
- Source {#source}
- *Side* {#_side_}

<!-- #t1 header=both -->
Table: What to say

| Say | Not |
|---|---|
| One lamp | Mood |

::: callout tip {#c1 purpose=story}
Title
Words
:::

::: story "Stage 4" {#s1}
MARA: Beautiful how? {#line-1}
(Nobody looks up.) {#line-2}
:::

::: single {#q1}
Which can be checked?
- [ ] Moody {#wrong}
  > No.
- [x] One lamp {#right}
  > Yes.
:::
"""


def read(tmp_path, text):
    return Reader(Source(tmp_path / "x.md", {}, text.split("\n"), 0), {"mara": 1}).read()


@pytest.fixture
def write(tmp_path):
    def _write(text):
        (tmp_path / "lesson.md").write_text(text)
        return tmp_path / "lesson.md"

    return _write


def _ids(page):
    body = page.get_latest_revision_as_object().body
    return [child["id"] for child in body.stream_block.get_prep_value(body)]


def test_blocks_and_items_have_the_ids_that_the_file_states(write, course):
    factories.character("Mara")
    done = import_module(source=write(LESSON), course=course)
    body = done.page.get_latest_revision_as_object().body
    assert _ids(done.page) == ["h1", "p1", "l1", "t1", "c1", "s1", "q1"]
    assert [item.id for item in body[2].value["items"].bound_blocks] == ["source", "_side_"]
    assert body[2].value["items"][1].source == "<p><i>Side</i></p>"
    assert [item.id for item in body[5].value["lines"].bound_blocks] == ["line-1", "line-2"]
    assert [name for name, _ in body[6].block.options(body[6].value)] == ["wrong", "right"]
    assert (body[1].value["purpose"], body[4].value["purpose"]) == ("practise", "story")
    assert (body[3].value["caption"], body[3].value.rows_are_named) == ("What to say", True)


def test_text_under_an_id_is_taken_to_the_letter(tmp_path):
    [block] = read(
        tmp_path, "<!-- #p -->\nTwo  spaces, a&nbsp;hard one&#32;\n\n---\n\n<p></p>\n\nMore\\\nto come"
    )
    assert block.value["text"] == ("<p>Two  spaces, a\u00a0hard one </p><hr/><p></p><p>More<br/>to come</p>")
    [loose] = read(tmp_path, "Two  spaces, a&nbsp;hard one&#32;\n\n---\n\n<p></p>")
    assert loose.value["text"] == "<p>Two spaces, a hard one</p>"


def test_a_file_that_loses_its_ids_keeps_those_of_the_module(write, course):
    factories.character("Mara")
    stated = import_module(source=write(LESSON), course=course)
    without = (
        LESSON.replace("<!-- #l1 -->\n", "<!-- a list -->\n").replace(" {#right}", "").replace("{#q1}", "")
    )
    again = import_module(source=write(without), course=course)
    assert again.revision == stated.revision


def test_an_id_that_is_stated_is_not_given_to_another_block(write, course):
    first = import_module(
        source=write("# T\n\n<!-- #a -->\nOne lamp.\n\n<!-- #b -->\nTwo lamps.\n"), course=course
    )
    assert _ids(first.page) == ["a", "b"]
    second = import_module(source=write("# T\n\nOne lamp.\n\n<!-- #a -->\nThree.\n"), course=course)
    one, three = _ids(second.page)
    assert three == "a"
    assert one not in ("a", "")


def test_a_heading_with_an_id_is_kept_even_if_it_says_the_title(tmp_path, write, course):
    assert (
        _ids(
            import_module(
                source=write(LESSON.replace("Mara", "MARA").replace("MARA:", "(x)")), course=course
            ).page
        )[0]
        == "h1"
    )


@pytest.mark.parametrize(
    "comment", ["<!-- #TODO: mend this -->", "<!-- # Part -->", "<!-- #region -->", "<!-- x -->"]
)
def test_other_comments_are_only_comments(comment, tmp_path):
    [block] = read(tmp_path, f"{comment}\nText.\n")
    assert (block.id, block.value["text"]) == ("", "<p>Text.</p>")


def test_braces_that_are_no_attributes_are_words(tmp_path):
    [scene] = read(tmp_path, '::: story "Set {1}"\n(Nobody {#} looks {up}.)\n:::\n')
    assert scene.value["setting"] == "Set {1}"
    [points] = read(tmp_path, "- A \\{#b}\n")
    assert (points.value["items"][0]["id"], points.value["items"][0]["value"]) == ("", "<p>A {#b}</p>")


def test_a_link_names_a_page_of_the_studio(write, course, module):
    done = import_module(
        source=write(f"# T\n\nSee [it](page:{module.slug}) and [x](page:nowhere)."), course=course
    )
    html = done.page.get_latest_revision_as_object().body[0].value["text"].source
    assert html == f'<p>See <a linktype="page" id="{module.pk}">it</a> and x.</p>'
    assert done.notes == ["Line 3: there is no page “nowhere” to link to; the words were kept."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!-- #a -->\nOne\n\n<!-- #a -->\nTwo", "line 4: the id “a” is used twice"),
        ("One\n\n<!-- #a! -->\nTwo", "line 3: “a!” cannot be an id"),
        (f"<!-- #{'a' * 41} -->\nTwo", "cannot be an id: it has 1 to 40"),
        ("One\n\n<!-- #a -->\n", "line 3: no block stands below the id “a”"),
        ("<!-- #a -->\n<!-- #b -->\nOne", "line 1: no block stands below the id “a”"),
        ("<!-- #a mood=dark -->\nOne", "line 1: “mood” is nothing a comment can state"),
        ("<!-- #a purpose=fun -->\nOne", "line 1: there is no purpose “fun”"),
        ("<!-- #a header=column -->\n| A |\n|---|\n| b |", "line 1: “header” of this table can be row"),
        ("<!-- #a -->\n::: text {#b}\nOne\n:::", "this block has two ids, “a” and “b”"),
        ("::: text {#a}\n## One\n\nTwo\n:::", "line 1: “a” is the id of one block; here are 2"),
        ("- a {#x}\n- b {#x}", "line 2: the id “x” is used twice"),
        ("- a {#x.y}", "line 1: “x.y” cannot be an id"),
        ("::: single {#q}\nWhat?\n- [x] a {#x}\n- [ ] b {#x}\n:::", "line 4: the id “x” is used twice"),
        ('::: story "Here" {#q}\n(a) {#}\n:::', "line 2: “” cannot be an id"),
        ("::: stored rich_text {#a}\ntext: <p>x</p><script>1</script>\n:::", "could not have written"),
        ("::: stored rich_text {#a}\ntext: [x\n:::", "line 2: this is not valid YAML"),
        ("::: stored nonsense {#a}\ntext: x\n:::", "line 1: there is no kind of block “nonsense”"),
        ("::: stored heading {#a}\ntext: [1]\n:::", "heading, text cannot be"),
        ("::: stored heading {#a}\ntext: x\nmood: y\n:::", "heading has no field “mood”"),
        ("::: stored list {#a}\nitems: [{type: item, value: <p>x</p>, id: a b}]\n:::", "cannot be an id"),
    ],
)  # fmt: skip
def test_an_id_at_fault_is_refused_with_its_line(text, said, tmp_path):
    with pytest.raises(ImportRefused) as refusal:
        read(tmp_path, text)
    assert said in str(refusal.value)
