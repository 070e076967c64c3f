"""Captions of authors' clips: their own, or their transcript in step with their length."""

import pytest

from generation.ports import EngineError
from generation.stages.captions import note
from generation.stages.clip_cues import cues, is_spread

VTT = (
    "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Mara>One <b>lamp</b>, A &amp; B.\n\n"
    "00:03.000 --> 00:09.500 align:left\nFrame left.\nAnd rain.\n"
)


def clip(captions="", transcript="", seconds=9.0):
    return {"title": "The lamp test", "captions": captions, "transcript": transcript, "seconds": seconds}


def test_a_films_own_cues_come_without_markup_and_with_who_speaks():
    assert cues(clip(VTT)) == [
        [1.0, 2.5, "One lamp, A & B.", "Mara"],
        [3.0, 9.0, "Frame left.\nAnd rain.", ""],
    ]


def test_a_cue_past_the_end_of_the_clip_is_not_shown():
    assert [one[0] for one in cues(clip(VTT, seconds=2.6))] == [1.0]


def test_captions_that_cannot_be_read_name_the_clip_and_the_line():
    with pytest.raises(EngineError, match=r"“The lamp test” cannot be read.*line 3") as caught:
        cues(clip("WEBVTT\n\n00:01,000 --> 00:02,000\nWords.\n"))
    assert caught.value.code == "bad_clip"


def test_a_recording_shows_its_transcript_in_order_over_its_whole_length():
    words = " ".join(f"Sentence number {number} says a few words." for number in range(20))
    found = cues(clip(transcript=words, seconds=60.0))
    assert " ".join(one[2].replace("\n", " ") for one in found) == words
    assert found[0][0] == 0.0 and found[-1][1] == pytest.approx(60.0, abs=0.1)
    assert all(one[1] <= other[0] + 1e-6 for one, other in zip(found, found[1:], strict=False))
    assert max(one[1] - one[0] for one in found) <= 7.0


def test_that_nobody_measured_a_recordings_words_is_known_and_told():
    assert is_spread(clip(transcript="One lamp.")) and not is_spread(clip(VTT, "One lamp."))
    assert "stand about where" in note("A voice", "word", spread=True)
    assert "stand about where" not in note("A voice", "word")


def test_a_clip_of_which_nothing_was_written_has_no_cues():
    assert cues(clip()) == []
