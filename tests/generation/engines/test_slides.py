"""Slides as they are drawn."""

import json
import time

import numpy as np
import pytest

from courses.blocks.frames import COLUMNS, LINES, PROMPT_LINES, prompt_frames
from generation.engines import typesetting
from generation.engines.slides import TEXT, TypstSlides
from generation.ports import EngineError
from tests.generation.engines.drawing import FRAME, drawn, ink

LONG = "A model fills every gap in a brief with its own taste, so leave only the gaps that you chose. "
EXAMPLES = {
    "title": {"title": "Nine elements", "text": "Write a brief that can be checked."},
    "heading": {"title": "Say where the light comes from"},
    "statement": {"text": LONG},
    "gist": {"items": ["Light has a place", "Say which side it stands on", "Say how fast it falls off"]},
    "list": {"title": "", "items": ["Subject", "Mood"], "ordered": True},
    "table": {
        "title": "Vague and checkable",
        "header": ["Vague", "Checkable"],
        "rows": [["Moody", "One lamp"], ["Warm"]],
    },
    "image": {"title": "One lamp", "alt": "A lamp at the left.", "path": None},
    "callout": {"title": "Ask the gaffer", "text": LONG, "tone": "tip"},
    "code": {"text": "def light(side):\n    return side\n"},
    "prompt": {
        "title": "Light",
        "before": "beautiful lighting",
        "after": "one lamp, frame left",
        "why": "Four things.",
    },
    "term": {"title": "Falloff", "text": "How quickly light fades.", "other": "softness"},
    "clip": {"medium": "video", "title": "The deck at four", "text": "Look for the lamp."},
    "story": {"setting": "Stage 4", "speaker": "Mara", "text": "That one is Venice."},
    "branch": {"setting": "Stage 4", "lead": "If you choose A", "text": "Ask for ten minutes"},
    "question": {
        "form": "lettered",
        "title": "Which one?",
        "hint": "Choose one.",
        "options": ["This", "That"],
    },
    "checklist": {"title": "Before you send it", "items": ["The lamp is named", "So is its side"]},
    "lab": {"title": "Brief a lamp", "text": "Write the line."},
    "points": {"title": "To keep", "items": ["One", "Two"]},
    "slate": {"title": "How this was made", "text": LONG},
}
EXTREMES = {
    "title": {"title": LONG * 5, "text": LONG * 30},
    "heading": {"title": LONG * 20},
    "statement": {"text": LONG * 60},
    "gist": {"items": [LONG * 3] * 4},
    "list": {"title": LONG * 3, "items": [LONG * 8] * 60, "ordered": False},
    "table": {"title": LONG, "header": [LONG] * 12, "rows": [[LONG * 3] * 12] * 90},
    "callout": {"title": LONG * 3, "text": LONG * 40, "tone": "warning"},
    "code": {"text": f"    {LONG * 4}\n{'x' * 4000}\n" * 90},
    "prompt": {"title": LONG * 3, "before": LONG * 30, "after": LONG * 30, "why": LONG * 20},
    "story": {"setting": LONG * 5, "speaker": LONG * 3, "text": LONG * 30},
    "term": {"title": LONG, "text": LONG * 4, "other": LONG * 2},
    "clip": {"medium": "audio", "title": LONG * 3, "text": LONG * 4},
    "branch": {"setting": LONG, "lead": LONG, "text": LONG * 4},
    "question": {"title": LONG * 6, "options": [LONG * 4] * 8},
    "checklist": {"title": LONG, "items": [LONG * 2] * 12},
    "lab": {"title": LONG * 2, "text": LONG * 7},
    "points": {"title": LONG * 3, "items": [LONG * 4] * 20},
    "slate": {"title": LONG * 3, "text": LONG * 30},
}


def test_every_kind_has_an_example_here():
    assert set(EXAMPLES) == set(TEXT)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_kind_is_drawn_in_full_hd_on_our_dark_ground(kind, tmp_path):
    (picture,) = drawn(tmp_path, {"kind": kind, **EXAMPLES[kind]})
    ground = json.loads(typesetting.TOKENS.read_text())["dark"]["bg"].lstrip("#")
    assert picture.shape == (1080, 1920, 3)
    assert "".join(f"{level:02X}" for level in picture[0, 0]) == ground
    assert ink(picture)[200:900].sum() > 2_000


@pytest.mark.parametrize("kind", EXTREMES)
def test_too_many_words_never_leave_the_frame_or_touch_the_footer(kind, tmp_path):
    (picture,) = drawn(tmp_path, {"kind": kind, **EXTREMES[kind]})
    marks = ink(picture)
    assert not marks[:, :126].any()
    assert not marks[:, 1794:].any()
    assert not marks[:90].any()
    assert not marks[936:970].any()
    assert marks[200:900].sum() > 20_000


@pytest.mark.parametrize("kind", ["statement", "heading", "list", "table", "prompt", "question"])
def test_a_word_of_four_thousand_letters_stays_in_the_frame(kind, tmp_path):
    word = "x" * 4000
    fields = {
        "text": word,
        "title": word,
        "before": word,
        "after": word,
        "items": [word],
        "options": [word],
        "rows": [[word, word]],
    }
    (picture,) = drawn(tmp_path, {"kind": kind, **fields})
    assert not ink(picture)[:, 1794:].any()


def test_words_are_data_and_never_markup(tmp_path):
    hostile = '#panic("no") $x^2$ *b* _i_ `c` \\u{41} "quote" <label> @ref // comment'
    plain, wild = drawn(tmp_path, {"kind": "statement", "text": "x"}, {"kind": "statement", "text": hostile})
    assert ink(wild).sum() > 5 * ink(plain).sum()


@pytest.mark.parametrize("text", ["Emoji 😀 👩‍🎬 here", "שלום עולם", "\x00\ud800 lone"])
def test_signs_from_everywhere_do_no_harm(text, tmp_path):
    assert len(drawn(tmp_path, {"kind": "statement", "text": text})) == 1


def test_emoji_leave_no_box_behind(tmp_path):
    with_emoji, without = drawn(
        tmp_path, {"kind": "statement", "text": "Lights 😀 on"}, {"kind": "statement", "text": "Lights on"}
    )
    assert (with_emoji == without).all()


def test_prompts_can_be_read_on_a_phone(tmp_path):
    """Letters of a long prompt are as high as those of a face at 34 px or more: x-height 0.55."""
    (picture,) = drawn(tmp_path, {"kind": "prompt", "before": "xxxx " * 200, "after": "", "why": ""})
    rows = (picture.sum(axis=2) > 350)[200:, 180:900].any(axis=1)
    heights = np.diff(np.flatnonzero(np.diff(np.concatenate([[0], rows.astype(int), [0]]))))[::2]
    text = [height for height in heights if 8 < height < 60]
    assert np.median(text) >= 0.54 * 34


@pytest.mark.parametrize(
    ("form", "lists"),
    [
        ("lettered", {"options": ["This", "That"]}),
        ("sides", {"options": ["True", "False"]}),
        ("pairs", {"options": ["Key", "Fill"], "offered": ["Softens", "Shapes", "Sets the stop"]}),
        ("written", {"options": []}),
        ("reflect", {"options": []}),
        ("decide", {"options": ["Ask", "Shoot"]}),
    ],
)
def test_every_form_of_question_has_a_look_of_its_own(form, lists, tmp_path):
    asked = {"kind": "question", "title": "Which one?", "hint": ""}
    one, other = drawn(
        tmp_path, asked | {"form": form} | lists, asked | {"form": "lettered", "options": ["x"]}
    )
    assert not ink(one)[:, 1794:].any()
    assert (ink(one) != ink(other)).any()


def letter_height(picture):
    """Of the rows of letters that are as bright as text: the height of most."""
    rows = (picture.sum(axis=2) > 350)[200:, 180:1700].any(axis=1)
    heights = np.diff(np.flatnonzero(np.diff(np.concatenate([[0], rows.astype(int), [0]]))))[::2]
    return np.median([height for height in heights if 8 < height < 60])


def test_code_as_long_as_a_slide_takes_can_be_read_on_a_phone(tmp_path):
    """An x of our monospace face is 0.55 of its size; nothing is left out of what a frame is said to hold."""
    code = "\n".join(["x" * (COLUMNS - 2)] * LINES)
    picture, cut = drawn(tmp_path, {"kind": "code", "text": code}, {"kind": "code", "text": code[:-5]})
    assert letter_height(picture) >= 0.54 * 34
    assert (picture != cut).any(), "its last word is there"
    assert not ink(picture)[936:970].any()


def test_a_prompt_as_long_as_a_slide_takes_is_shown_whole_and_can_be_read_on_a_phone(tmp_path):
    (text,) = prompt_frames("xxxx " * (PROMPT_LINES * (COLUMNS // 5) - 2))
    slide = {"kind": "prompt", "title": "The whole brief", "after": text, "before": "", "why": ""}
    picture, cut = drawn(tmp_path, slide, slide | {"after": text[:-5]})
    assert letter_height(picture) >= 0.54 * 34
    assert (picture != cut).any(), "its last word is there"


def test_a_kind_that_nobody_draws_is_refused(tmp_path):
    with pytest.raises(EngineError, match="hologram"):
        drawn(tmp_path, {"kind": "hologram"})


def test_no_slides_are_no_work(tmp_path):
    assert TypstSlides().render([], tmp_path) == []


def test_the_same_slide_is_the_same_picture_in_any_company(tmp_path):
    slide = FRAME | {"kind": "statement", "text": LONG}
    (alone,) = TypstSlides().render([slide], tmp_path / "a")
    _, among = TypstSlides().render([FRAME | {"kind": "heading", "title": "x"}, slide], tmp_path / "b")
    assert alone.read_bytes() == among.read_bytes()


def test_the_version_changes_with_the_colours(monkeypatch, tmp_path):
    before = TypstSlides().version
    changed = tmp_path / "tokens.json"
    changed.write_text(typesetting.TOKENS.read_text().replace("#0F1512", "#0F1513"))
    monkeypatch.setattr(typesetting, "TOKENS", changed)
    assert TypstSlides().version != before


def test_a_lesson_is_drawn_in_one_go(tmp_path):
    slides = [FRAME | {"kind": kind, **EXAMPLES[kind]} for kind in EXAMPLES] * 2
    TypstSlides().render(slides, tmp_path)
    began = time.perf_counter()
    TypstSlides().render(slides, tmp_path)
    assert time.perf_counter() - began < 5
