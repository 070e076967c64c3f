"""Slides as they are drawn."""

import json
import time

import numpy as np
import pytest
from PIL import Image

from generation.engines import typesetting
from generation.engines.slides import TEXT, TypstSlides
from generation.ports import EngineError

FRAME = {
    "eyebrow": "Lighting",
    "footer_left": ["The prompt", "Nine elements"],
    "footer_right": "Greenroom, AI-made",
}
LONG = "A model fills every gap in a brief with its own taste, so leave only the gaps that you chose. "
EXAMPLES = {
    "title": {"title": "Nine elements", "text": "Write a brief that can be checked."},
    "heading": {"title": "Say where the light comes from"},
    "statement": {"text": LONG},
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
    "story": {"setting": "Stage 4", "speaker": "Mara", "text": "That one is Venice."},
    "question": {"title": "Which one?", "options": ["This", "That"]},
    "points": {"title": "To keep", "items": ["One", "Two"]},
    "slate": {"title": "How this was made", "text": LONG},
}
EXTREMES = {
    "title": {"title": LONG * 5, "text": LONG * 30},
    "heading": {"title": LONG * 20},
    "statement": {"text": LONG * 60},
    "list": {"title": LONG * 3, "items": [LONG * 8] * 60, "ordered": False},
    "table": {"title": LONG, "header": [LONG] * 12, "rows": [[LONG * 3] * 12] * 90},
    "callout": {"title": LONG * 3, "text": LONG * 40, "tone": "warning"},
    "code": {"text": f"    {LONG * 4}\n{'x' * 4000}\n" * 90},
    "prompt": {"title": LONG * 3, "before": LONG * 30, "after": LONG * 30, "why": LONG * 20},
    "story": {"setting": LONG * 5, "speaker": LONG * 3, "text": LONG * 30},
    "question": {"title": LONG * 6, "options": [LONG * 4] * 8},
    "points": {"title": LONG * 3, "items": [LONG * 4] * 20},
    "slate": {"title": LONG * 3, "text": LONG * 30},
}


def drawn(folder, *slides):
    paths = TypstSlides().render([FRAME | slide for slide in slides], folder)
    return [np.asarray(Image.open(path).convert("RGB"), dtype=int) for path in paths]


def ink(picture):
    """Where something is drawn: unlike the ground in its corner."""
    return np.abs(picture - picture[0, 0]).sum(axis=2) > 40


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


@pytest.mark.parametrize("text", ["Emoji 😀 👩‍🎬 here", "שלום עולם", "\x00\ud800 lone", "日本語"])
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


def test_a_picture_is_shown_upright_and_whole(tmp_path):
    photo = Image.new("RGB", (800, 400), (200, 30, 30))
    photo.paste((30, 200, 30), (0, 0, 400, 400))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: the left half is the top
    photo.save(tmp_path / "it's a #photo.jpg", exif=exif)
    (picture,) = drawn(
        tmp_path, {"kind": "image", "title": "", "path": tmp_path / "it's a #photo.jpg", "alt": "x"}
    )
    green = np.argwhere((picture[:, :, 1] > 150) & (picture[:, :, 0] < 90))
    red = np.argwhere((picture[:, :, 0] > 150) & (picture[:, :, 1] < 90))
    assert green[:, 0].max() <= red[:, 0].min() + 3
    assert np.ptp(green[:, 1]) == pytest.approx(np.ptp(green[:, 0]), rel=0.05)


def test_a_picture_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "lamp.png").write_bytes(b"no picture")
    with pytest.raises(EngineError, match="lamp.png") as caught:
        drawn(tmp_path, {"kind": "image", "path": tmp_path / "lamp.png", "alt": "x"})
    assert caught.value.code == "bad_image"


def test_a_picture_that_is_gone_is_named(tmp_path):
    with pytest.raises(EngineError, match="gone.png"):
        drawn(tmp_path, {"kind": "image", "path": tmp_path / "gone.png", "alt": "x"})


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
