"""Every block knows its purpose, its seconds, its narration and, if it asks, how it is graded."""

import copy

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from courses.blocks import LessonBody
from courses.blocks.contract import InvalidResponse, Purpose
from courses.blocks.plain import pieces, sentences, spoken_end
from courses.blocks.text import PASSAGE_WORDS, in_breaths
from courses.models import Character
from tests.lesson import multiple, option, single

BODY = LessonBody()
BODY.set_name("body")


def bound(kind, value):
    """One block of a body, as a lesson holds it."""
    raw = [{"type": kind, "value": value, "id": "11111111-1111-4111-8111-111111111111"}]
    return BODY.to_python(raw)[0]


def said(child):
    return [line.text for passage in child.block.passages(child.value) for line in passage.lines]


def slides(child):
    return [passage.slide for passage in child.block.passages(child.value)]


def text(html, **value):
    return bound("rich_text", {"text": html, **value})


EMPTY = {
    "heading": {"text": ""},
    "rich_text": {"text": "<p></p><p> </p>"},
    "list": {"items": ["<p></p>", ""]},
    "table": {"caption": "", "table": None},
    "image": {"image": None, "alt_text": "", "caption": ""},
    "audio": {"clip": None, "caption": ""},
    "video": {"clip": None, "caption": ""},
    "callout": {"title": None, "text": ""},
    "prompt_example": {"title": "", "before": "", "after": "", "why": ""},
    "term": {"term": "", "definition": "", "not_to_be_confused_with": None},
    "checklist": {"title": "", "items": ["", ""]},
    "reflection": {"prompt": "", "guidance": None},
    "story_scene": {"setting": "", "lines": [{"character": None, "text": ""}]},
    "scenario": {"setting": "", "situation": [], "branches": [{"text": "", "lines": [], "cost": None}]},
    "lab": {"kind": "", "reference": "", "title": "", "introduction": "", "minutes": None},
    "single_choice": {"question": "", "choices": []},
    "multiple_choice": {"question": "", "choices": [{"text": "", "correct": False, "feedback": ""}]},
    "quick_check": {"question": "", "right": None, "if_true": "", "if_false": ""},
    "ordering": {"question": "", "steps": [{"text": "", "feedback": ""}], "hint": ""},
    "matching": {"question": "", "pairs": [{"left": "", "right": "", "feedback": ""}], "distractors": [""]},
    "short_answer": {"question": None, "accepted": None, "patterns": None, "near_misses": []},
    "question_bank": {"title": "", "draw": None, "questions": []},
}


@pytest.mark.parametrize("kind", BODY.child_blocks)
def test_an_unfinished_block_has_no_line_without_words_and_cannot_be_published(kind):
    child = bound(kind, EMPTY[kind])
    assert all(line.strip() for line in said(child))
    assert child.block.text_to_read(child.value).strip() == ""
    assert child.block.thinking_seconds(child.value) >= 0
    child.render()
    with pytest.raises(ValidationError):
        child.block.clean(child.value)


@pytest.mark.parametrize("kind", BODY.child_blocks)
def test_every_block_has_a_description_and_a_template_of_its_name(kind):
    block = BODY.child_blocks[kind]
    name = type(block).__name__.removesuffix("Block")
    assert block.meta.description
    assert block.meta.template.replace("_", "") == f"blocks/{name.lower()}block.html"


def test_the_author_chooses_the_purpose_where_a_block_offers_it():
    assert text("<p>x</p>").block.purpose_of(text("<p>x</p>").value) == Purpose.TEACH
    told = text("<p>x</p>", purpose="story")
    assert told.block.purpose_of(told.value) == Purpose.STORY


@pytest.mark.parametrize(
    ("kind", "purpose"),
    [
        ("heading", "teach"),
        ("story_scene", "story"),
        ("single_choice", "practise"),
        ("multiple_choice", "practise"),
        ("question_bank", "practise"),
    ],
)
def test_other_blocks_have_the_purpose_of_their_kind(kind, purpose):
    child = bound(kind, EMPTY[kind])
    assert child.block.purpose_of(child.value) == purpose


def test_text_is_spoken_paragraph_by_paragraph_in_breaths():
    child = text(f"<p>One. Two &amp; three.</p><p>{'A sentence of five words. ' * 30}</p>")
    passages = child.block.passages(child.value)
    assert passages[0].lines[0].text == "One. Two & three."
    assert len(passages) > 2
    assert all(passage.words <= PASSAGE_WORDS for passage in passages)


def test_code_is_shown_as_it_is_written_and_not_read_out():
    child = text("<p>Look:</p><pre>a = 1<br/>\u00a0\u00a0b &lt; 2</pre>")
    assert said(child) == ["Look:", "Here is an example, as it is written."]
    assert slides(child)[1]["text"] == "a = 1\n  b < 2"
    assert "b < 2" in child.block.text_to_read(child.value)


def test_rich_text_is_read_without_asking_the_database_for_links():
    child = text('<p>See <a linktype="page" id="999">the page</a>.</p>')
    assert said(child) == ["See the page."]
    assert isinstance(child.value["text"], RichText)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("He said “go.” Then he went.", ["He said “go.”", "Then he went."]),
        ("Ask Dr. Ruiz. She knows.", ["Ask Dr. Ruiz.", "She knows."]),
        ("At 6.40 a.m. the lamp, e.g. Arri, is on.", ["At 6.40 a.m. the lamp, e.g. Arri, is on."]),
        ("J. Smith came. 40 frames went.", ["J. Smith came.", "40 frames went."]),
        ("One", ["One"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_hears_them_end(written, expected):
    assert sentences(written) == expected


@pytest.mark.parametrize(
    ("text_", "expected"),
    [
        ("moody", "moody."),
        ("moody?", "moody?"),
        ("“moody”", "“moody”."),
        ("“Why?”", "“Why?”"),
        ("a\n b ", "a b."),
        ("", ""),
    ],
)
def test_a_line_ends_so_that_a_voice_can_hear_it(text_, expected):
    assert spoken_end(text_) == expected


@given(st.text(max_size=300))
def test_cutting_text_loses_no_word(written):
    assert " ".join(in_breaths(written)).split() == written.split()


@given(st.text(alphabet='ab<>/&;p \n="', max_size=120))
def test_any_rich_text_becomes_plain_words(source):
    assert all(piece.text.strip() for piece in pieces(source))


def test_list_items_are_counted_only_where_they_are_numbered():
    items = ["<p>Ask.</p>", "<p></p>", "<p>Reject</p>"]
    assert said(bound("list", {"items": items, "ordered": True})) == ["1: Ask.", "2: Reject."]
    assert said(bound("list", {"items": items, "ordered": False})) == ["Ask.", "Reject."]


def test_a_table_is_spoken_row_by_row_with_its_heads():
    data = [["Vague", "Checkable"], ["Moody", "One <b> lamp"], ["", None], ["", "A window"]]
    child = bound("table", {"caption": "Words", "table": {"data": data, "first_row_is_table_header": True}})
    assert said(child) == ["Words.", "Vague: Moody; Checkable: One <b> lamp.", "Checkable: A window."]
    html = child.render()
    assert '<th scope="col">Vague</th>' in html
    assert "<caption>Words</caption>" in html
    assert "One &lt;b&gt; lamp" in html


def test_a_table_without_heads_has_none():
    child = bound(
        "table", {"caption": "Words", "table": {"data": [["a", "b"]], "table_header_choice": "neither"}}
    )
    assert said(child) == ["Words.", "a; b."]
    assert "<thead>" not in child.render()


def test_a_table_whose_first_column_names_its_rows_says_so():
    grid = {"data": [["a", "b"]], "first_col_is_header": True}
    assert '<th scope="row">a</th>' in bound("table", {"caption": "W", "table": grid}).render()


def test_a_scene_is_spoken_by_its_people():
    mara = Character(pk=7, name="Mara", voice="voice-3")
    child = bound(
        "story_scene",
        {"setting": "Stage 4", "lines": [{"character": None, "text": "Rain."}, {"text": "Why?"}]},
    )
    child.value["lines"][1]["character"] = mara
    lines = [line for passage in child.block.passages(child.value) for line in passage.lines]
    assert [(line.text, line.voice, line.name) for line in lines] == [
        ("Stage 4.", "narrator", ""),
        ("Rain.", "narrator", ""),
        ("Why?", "voice-3", "Mara"),
    ]
    assert "Mara" in child.render()


def test_a_prompt_example_names_before_after_and_why():
    child = bound("prompt_example", {"title": "", "before": "a\nb", "after": "c", "why": "d"})
    assert said(child) == ["Before: a b.", "After: c.", "Why: d."]
    assert "a\nb" in child.render()


def question(raw):
    return BODY.to_python([raw])[0]


@pytest.mark.parametrize("raw", [single(), multiple()])
def test_neither_narration_nor_page_states_the_key_or_the_feedback(raw):
    shown = question(raw)
    other = copy.deepcopy(raw)
    for item in other["value"]["choices"]:
        item["value"]["correct"] = not item["value"]["correct"]
        item["value"]["feedback"] = "Quite another feedback."
    turned = question(other)
    assert shown.block.passages(shown.value) == turned.block.passages(turned.value)
    assert shown.block.options(shown.value) == turned.block.options(turned.value)
    assert shown.render() == turned.render()
    assert shown.block.thinking_seconds(shown.value) == turned.block.thinking_seconds(turned.value)


subsets = st.lists(st.booleans(), min_size=4, max_size=4)


@given(key=subsets, chosen=subsets)
def test_multiple_choice_is_right_only_when_exactly_right(key, chosen):
    names = "abcd"
    choices = [option(name, name, correct=right) for name, right in zip(names, key, strict=True)]
    child = question({"type": "multiple_choice", "id": "q", "value": {"question": "?", "choices": choices}})
    picked = [name for name, taken in zip(names, chosen, strict=True) if taken]
    if not picked:
        with pytest.raises(InvalidResponse):
            child.block.grade(child.value, {"options": picked})
        return
    grade = child.block.grade(child.value, {"options": picked})
    assert grade.correct == (key == chosen)
    assert 0.0 <= grade.score <= 1.0
    assert (grade.score == 1.0) == grade.correct
    assert set(grade.feedback) == set(picked)


@pytest.mark.parametrize(
    "response", [None, {}, [], "x", {"options": []}, {"options": "x"}, {"options": [1]}, {"options": ["?"]}]
)
def test_an_answer_that_does_not_fit_says_what_to_do(response):
    child = question(single())
    with pytest.raises(InvalidResponse, match="[Cc]hoose"):
        child.block.grade(child.value, response)


def test_a_single_choice_takes_one_answer():
    child = question(single())
    both = [one for one, _ in child.block.options(child.value)][:2]
    with pytest.raises(InvalidResponse, match="Choose one answer"):
        child.block.grade(child.value, {"options": both})


@pytest.mark.parametrize(
    ("kind", "rights", "fault"),
    [
        ("single_choice", [False, False], "exactly one"),
        ("single_choice", [True, True], "exactly one"),
        ("multiple_choice", [False, False], "at least one option as right"),
        ("multiple_choice", [True, True], "at least one option wrong"),
    ],
)
def test_a_question_needs_a_key_that_can_be_missed(kind, rights, fault):
    choices = [option(str(number), f"o{number}", correct=right) for number, right in enumerate(rights)]
    child = question({"type": kind, "id": "q", "value": {"question": "?", "choices": choices}})
    with pytest.raises(ValidationError) as refusal:
        child.block.clean(child.value)
    assert fault in str(refusal.value.block_errors["choices"])


def test_options_stored_without_ids_have_the_same_id_at_every_reading():
    choices = [
        {"text": "a", "correct": True, "feedback": "x"},
        {"text": "a", "correct": False, "feedback": "x"},
    ]
    raw = {"type": "single_choice", "id": "q", "value": {"question": "?", "choices": choices}}
    first, again = question(copy.deepcopy(raw)), question(copy.deepcopy(raw))
    assert first.block.options(first.value) == again.block.options(again.value)
    assert len({one for one, _ in first.block.options(first.value)}) == 2
