"""Letters from everywhere: drawn, said, from their own side, or refused by name."""

import numpy as np
import pytest
import typst

from generation import letters
from generation.engines import tongues, typesetting
from generation.engines.cover import TypstCover
from generation.engines.phrasing import phrases
from generation.engines.slides import TypstSlides
from generation.engines.vertical import TypstVertical
from generation.ports import EngineError, Phonemes
from generation.stages.pronounce import say
from tests.generation.engines.drawing import drawn, ink


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("✅ yes, ❌ no, ⭐", "✔ yes, ✘ no, ★"),
        ("⏰ at six 🎬", "at six"),
        ("𝐁𝐨𝐥𝐝 ＡＢＣ", "Bold ABC"),
        ("safe \u202egpj.exe", "safe gpj.exe"),
        ("שלום.", "\u2067שלום.\u2069"),
        ("On set: שקט", "On set: שקט"),
        ("10² ½", "10² ½"),
    ],
)
def test_what_is_drawn(written, shown):
    assert typesetting.printable(written) == shown


def test_figures_of_every_script_are_said_and_captions_keep_them():
    said = say("Take １２ and ٣٤, 𝐧𝐨𝐰.")
    assert said.spoken == "Take 12 and 34, now."
    assert said.written == "Take １２ and ٣٤, 𝐧𝐨𝐰."
    assert len(letters.sayable("ﷺ①½𝟙")) == 4


def test_signs_are_said_between_words_and_not_alone():
    assert say("≥ 5 lux").spoken == " at least  5 lux"
    assert say("→ ≥ ×").spoken == ""


def test_words_of_another_script_are_read_in_its_language_and_figures_go_with_them():
    (phrase,) = phrases("He says שקט בבקשה 12 times, مرحبا too.")
    told = tongues.stretches(phrase)
    assert [(tongue, one.text) for tongue, one in told] == [
        ("", "He says"),
        ("he", "שקט בבקשה 12"),
        ("", "times,"),
        ("ar", "مرحبا"),
        ("", "too."),
    ]


def test_what_the_lexicon_gives_a_sound_for_is_said_in_the_voices_own_tongue():
    (phrase,) = phrases("We say שקט now.", [Phonemes(7, 10, "ʃɛkɛt")])
    assert tongues.stretches(phrase) == [("", phrase)]


def test_a_paragraph_from_the_right_stands_at_the_right(tmp_path):
    (picture,) = drawn(tmp_path, {"kind": "statement", "text": "שלום עולם, אלו מילים רבות. " * 4 + "סוף."})
    marks = ink(picture)[200:900]
    rows = np.flatnonzero(marks.any(axis=1))
    last = marks[rows[-1] - 40 : rows[-1] + 1]
    right = np.flatnonzero(marks.any(axis=0))[-1]
    assert right - np.flatnonzero(last.any(axis=0))[-1] < 30, "the short last line begins where the others do"


@pytest.mark.parametrize("engine", [TypstSlides, TypstVertical, TypstCover])
def test_a_letter_that_no_font_has_is_named_and_no_box_is_drawn(engine, tmp_path, monkeypatch):
    bare = typst.Fonts(include_system_fonts=False, font_paths=typesetting._site_fonts())
    monkeypatch.setattr(typesetting, "fonts", lambda: bare)
    words = {"kind": "title", "title": "灯", "text": "Light"}
    with pytest.raises(EngineError, match="cannot show “灯”: no font here has it") as caught:
        engine().draw(words, tmp_path / "x.png") if engine is TypstCover else engine().render(
            [words], tmp_path
        )
    assert caught.value.code == "no_font"


def test_columns_that_no_frame_holds_are_marked(tmp_path):
    row = [str(number) for number in range(12)]
    held = [*row[:7], "…"]
    many, marked = drawn(
        tmp_path, *({"kind": "table", "title": "Meters", "header": one, "rows": [one]} for one in (row, held))
    )
    assert (many == marked).all()


def test_a_key_point_of_pictographs_alone_leaves_no_gap(tmp_path):
    points = {"kind": "points", "title": "To keep"}
    one, other = drawn(tmp_path, points | {"items": ["One", "🔥", "Two"]}, points | {"items": ["One", "Two"]})
    assert (one == other).all()
