"""Where a text breathes: the same for every voice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.engines.phrasing import BETWEEN, QUESTION, SENTENCE, phrases
from generation.ipa import SOUNDS, mnemonics
from generation.ports import Phonemes


def told(text):
    return [(one.text, one.pause) for one in phrases(text)]


def test_sentences_questions_semicolons_and_dashes_are_breathed():
    assert told("One lamp; frame left. Why? Say it — plainly: so.") == [
        ("One lamp;", BETWEEN),
        ("frame left.", SENTENCE),
        ("Why?", QUESTION),
        ("Say it —", BETWEEN),
        ("plainly:", BETWEEN),
        ("so.", SENTENCE),
    ]


def test_figures_abbreviations_and_compounds_are_not_torn():
    for text in ("At 3:30 Dr. Rao met A. Lee.", "A well-lit f/2.8 shot, and no more.", "A – Z"):
        assert " ".join(one.text for one in phrases(text)) == text
    assert len(phrases("At 3:30 Dr. Rao met A. Lee.")) == 1


def test_what_nobody_can_speak_stays_with_what_can_be_spoken():
    assert told("Stop. … Go.") == [("Stop. …", SENTENCE), ("Go.", SENTENCE)]
    assert all(any(map(str.isalnum, one)) for one, _ in told("Stop! ... — Go?! “…” Yes."))


@given(st.text(alphabet="ab Z9.?!;:—–,“” \t\n\x00…", max_size=60))
def test_phrases_joined_are_the_text_again_tidied(text):
    tidied = " ".join("".join(" " if sign == "\x00" else sign for sign in text).split())
    assert " ".join(one.text for one in phrases(text)) == tidied


def test_a_stretch_of_sounds_goes_with_its_words_and_is_never_torn():
    text = "Open  it. Then da: vinchy — now."
    start = text.index("da:")
    found = phrases(text, [Phonemes(start, start + len("da: vinchy"), "dəˈvɪntʃi")])
    [place] = [one for one in found if one.phonemes]
    [sounds] = place.phonemes
    assert place.text[sounds.start : sounds.end] == "da: vinchy"


def test_every_sign_of_ipa_we_take_has_a_sound():
    assert mnemonics("dəˈvɪn.tʃi") == "d@'vIntSi"
    assert [mnemonics(sign) for sign in SOUNDS] == list(SOUNDS.values())
    with pytest.raises(ValueError, match="ǃ"):
        mnemonics("ǃa")
