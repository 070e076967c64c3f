"""Captions, read back by another library."""

import io
import itertools

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from generation.captions import LINE, LONGEST, SHORTEST, Cue, cues_of
from generation.captions import webvtt as written
from generation.engines.espeak import ESpeak
from generation.ports import Word

PROSE = (
    "Moody, cinematic and beautiful are verdicts: they told the model that somebody would be pleased, "
    "and left the "
    "rest to whatever its training made likely, liners, Venice, evening dress. A brief decides. It "
    "covers nine "
    "elements, and in each it gives a colleague at least one word to check."
)


def spoken(text, seconds=0.35, start=0.0):
    return [
        Word(word, start + at * seconds, start + (at + 0.9) * seconds) for at, word in enumerate(text.split())
    ]


def as_dicts(cues, name=""):
    return [{"start": cue.start, "end": cue.end, "text": cue.text, "name": name} for cue in cues]


@given(
    st.lists(
        st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=60), min_size=1, max_size=70
    ),
    st.floats(0.08, 3.0),
)
def test_every_word_is_in_exactly_one_cue_that_can_be_read(texts, pace):
    words = [Word(text, at * pace, (at + 0.8) * pace) for at, text in enumerate(texts)]
    cues = cues_of(words)
    assert "".join(cue.text for cue in cues).replace("\n", "").replace(" ", "") == "".join(texts)
    for cue in cues:
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert all(len(line) <= LINE for line in lines)
    for one, other in itertools.pairwise(cues):
        assert one.start < one.end <= other.start + 1e-9


def test_cues_stay_between_one_and_seven_seconds():
    for cue in cues_of(spoken(PROSE)):
        assert SHORTEST <= cue.end - cue.start <= LONGEST


def test_cues_break_where_the_sentence_breathes():
    ends = [cue.text.split()[-1] for cue in cues_of(spoken(PROSE))]
    assert all(end[-1] in ".,:" for end in ends), ends


def test_lines_do_not_end_on_a_word_that_belongs_to_the_next():
    for cue in cues_of(spoken(PROSE)):
        assert cue.text.split("\n")[0].split()[-1].lower() not in {"and", "the", "to", "of", "in", "it"}, (
            cue.text
        )


def test_a_short_answer_stays_long_enough_to_be_read():
    assert cues_of([Word("No.", 3.0, 3.3)]) == [Cue(3.0, 4.0, "No.")]


def test_a_short_answer_makes_room_for_the_next_speaker():
    assert cues_of([Word("No.", 3.0, 3.3)], until=3.6) == [Cue(3.0, 3.6, "No.")]


def test_a_long_silence_between_words_is_no_part_of_a_cue():
    early, late = cues_of([Word("Wait.", 0.0, 0.6), Word("Now.", 20.0, 20.6)])
    assert (early.end, late.start) == (1.0, 20.0)


def test_no_words_are_no_cues():
    assert cues_of([]) == []


def test_webvtt_is_read_back_as_it_was():
    cues = as_dicts(cues_of(ESpeak().say(PROSE, voice="narrator", words_per_minute=150).words))
    read = webvtt.from_buffer(io.StringIO(written(cues)))
    assert [one.text for one in read] == [cue["text"] for cue in cues]
    for one, cue in zip(read, cues, strict=True):
        assert one.start_in_seconds + one.start_time.milliseconds / 1000 == pytest.approx(
            cue["start"], abs=0.001
        )


def test_signs_of_markup_are_escaped():
    text = written([{"start": 0, "end": 2, "text": "a <b> & c --> d", "name": "A & <B>\n-->"}])
    assert "a &lt;b&gt; &amp; c --&gt; d" in text
    assert "<v A &amp; &lt;B&gt; --&gt;>" in text
    assert text.count("-->") == 1


def test_the_speaker_is_named():
    text = written([{"start": 0, "end": 2, "text": "That is Venice.", "name": "Mara"}])
    assert "<v Mara>That is Venice.</v>" in text
    assert webvtt.from_buffer(io.StringIO(text))[0].voice == "Mara"


def test_hours_are_counted():
    assert "01:01:01.500 --> 01:01:02.000" in written(
        [{"start": 3661.5, "end": 3662, "text": "x", "name": ""}]
    )
