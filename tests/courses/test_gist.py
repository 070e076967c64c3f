"""What a slide shows of a paragraph, and how code and prompts are laid over slides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.blocks.frames import COLUMNS, LINES, PROMPT_LINES, code_frames, prompt_frames
from courses.blocks.gist import MOST_POINTS, points
from tests.lesson import block

FERRY = (
    "A model fills every gap in a brief with its own taste. You asked for a ferry at night, and it gave you "
    "forty. None of them had a lamp, because nobody had named one. Name the source first. Then say which "
    "side it stands on, how warm it is and how fast it falls off."
)


def test_a_short_paragraph_stands_as_it_is():
    assert points("Light has a place. Say it.") == ["Light has a place. Say it."]


def test_a_long_one_shows_two_to_four_of_its_own_sentences():
    told = points(FERRY)
    assert 2 <= len(told) <= MOST_POINTS
    assert all(one in FERRY for one in told)
    assert told[0] == "A model fills every gap in a brief with its own taste"


def test_a_long_sentence_gives_its_main_clause():
    text = (
        "Say where the light comes from. The gaffer can then hang it, because a lamp that has a place and a "
        "side and a colour is one that somebody can find."
    )
    assert points(text)[1] == "The gaffer can then hang it"


@pytest.mark.parametrize("turn", ["but it never", "and it does not", "unless it doesn’t"])
def test_a_clause_that_turns_the_sentence_round_stays(turn):
    first = "Begin with the lamp, and go on from there."
    text = f"{first} A mood tells the model a great deal about a picture, {turn} say where the light is."
    assert turn in points(text)[1]


def test_one_long_sentence_is_not_chopped_up():
    text = (
        "The gaffer reads the line once, looks up at the rig, and asks which of the four lamps you mean, " * 2
    )
    assert points(text.strip(", ") + ".") == [text.strip(", ") + "."]


@given(st.text(max_size=400))
def test_whatever_is_written_points_are_its_own_words(text):
    text = " ".join(text.split())
    for one in points(text):
        assert (
            set(one.split()) - {""} <= set(text.replace(".", ". ").split()) | set(text.split()) or one in text
        )


def test_code_is_never_lost_and_never_longer_than_a_slide():
    code = "\n\n".join(f"def f{n}(side):\n    if side:\n        return {n}\n    return 0" for n in range(9))
    frames = code_frames(code)
    assert "\n".join(frames).replace("\n", "") == code.replace("\n", "")
    assert all(len(frame.split("\n")) <= LINES for frame in frames)
    assert all(frame.startswith("def") for frame in frames), "cut between functions"


def test_lines_that_are_wrapped_count_as_often_as_they_are_drawn():
    frames = code_frames("\n".join([f"{n} " + "word " * 40 for n in range(9)]))
    rows = -(-202 // COLUMNS)
    assert all(len(frame.split("\n")) <= LINES // rows for frame in frames)


@pytest.mark.parametrize("code", ["", "\n\n", "x" * 4000, "\t" * 300])
def test_strange_code_ends(code):
    assert "".join(code_frames(code)).strip() == code.expandtabs(4).strip()


def test_a_long_prompt_goes_on_over_slides_of_about_one_length():
    text = "one practical lamp, frame left, warm, hard falloff; " * 40
    frames = prompt_frames(text)
    assert " ".join(frames) == text.strip()
    assert len(frames) > 1
    assert all(len(frame) <= PROMPT_LINES * COLUMNS for frame in frames)
    assert max(map(len, frames)) < 2 * min(map(len, frames))


def test_a_long_example_speaks_and_shows_its_parts_one_after_another():
    from courses.blocks import LessonBody

    value = {
        "title": "The brief",
        "before": "moody",
        "after": "one lamp, frame left. " * 20,
        "why": "Checkable.",
    }
    (child,) = LessonBody().to_python([block("prompt_example", value)])
    passages = child.block.passages(child.value)
    shown = [
        {name: one.slide[name] for name in ("before", "after", "why") if one.slide[name]} for one in passages
    ]
    assert [list(one) for one in shown] == [["before"], ["after"], ["why"]]
    assert passages[0].lines[0].text == "The brief."
    for one, told in zip(passages, shown, strict=True):
        assert all(text.strip() in " ".join(line.text for line in one.lines) for text in told.values())
