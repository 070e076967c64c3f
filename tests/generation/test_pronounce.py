import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.lexicon import Entry
from generation.ports import Word
from generation.stages.pronounce import say, written_sentences, written_words

LEXICON = [
    Entry("VFX", "V F X"),
    Entry("DaVinci Resolve", "da vinchy resolve"),
    Entry("Resolve", "re zolve"),
    Entry("EXT.", "exterior"),
]


def heard(spoken, each=0.5):
    return [Word(word, number * each, (number + 1) * each) for number, word in enumerate(spoken.split())]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("The VFX shot.", "The V F X shot."),
        ("vfx, then", "V F X, then"),
        ("Open DaVinci Resolve now.", "Open da vinchy resolve now."),
        ("We resolve it.", "We re zolve it."),
        ("EXT. A ferry", "exterior A ferry"),
        ("VFXs stay", "VFXs stay"),
        ("Sound & light", "Sound  and  light"),
        ("See https://www.example.org/a/b?c=1.", "See example dot org."),
        ("No change at all", "No change at all"),
    ],
)
def test_the_studio_is_heard_as_it_says_things(written, spoken):
    assert say(written, LEXICON).spoken == spoken


@pytest.mark.parametrize(
    ("term", "written"),
    [("Maß", "Ein Maß Licht."), ("istanbul", "Gece İSTANBUL uyur."), ("Kelvin", "3200 \u212aelvin.")],
)
def test_capitals_of_any_language_make_no_difference(term, written):
    said = say(written, [Entry(term, "so")], "tr").spoken
    assert " so" in said and "link" not in said


@pytest.mark.parametrize("written", ["Son & lumière", "25 × 40", "Avant → après"])
def test_signs_are_read_in_the_language_of_the_lesson(written):
    assert say(written, LEXICON, "fr").spoken == written
    assert say(written, LEXICON, "en-us").spoken != written


def test_an_address_is_its_host_in_any_language():
    assert say("Voir https://www.example.org/a.", (), "fr").spoken == "Voir example.org."


@pytest.mark.parametrize("written", ["Die Straße liegt. Licht fällt.", "Gece İstanbul uyur. Lamba Yanar."])
def test_words_keep_their_own_time_beside_letters_that_fold_to_two(written):
    words = heard(written)
    assert written_words(say(written, (), "de"), words, len(words) * 0.5) == words


@pytest.mark.parametrize("written", ["…", "🙂", " — ", ""])
def test_what_has_no_letters_has_nothing_to_say(written):
    assert say(written, LEXICON).spoken == ""


def test_captions_keep_the_authors_words_at_the_time_the_others_are_heard():
    said = say("The VFX shot.", LEXICON)
    words = written_words(said, heard("The V F X shot."), 2.5)
    assert [word.text for word in words] == ["The", "VFX", "shot."]
    assert [(word.start, word.end) for word in words] == [(0.0, 0.5), (0.5, 2.0), (2.0, 2.5)]


def test_a_name_of_two_words_shares_its_time():
    said = say("Open DaVinci Resolve now.", LEXICON)
    words = written_words(said, heard(said.spoken), 2.5)
    assert [word.text for word in words] == ["Open", "DaVinci", "Resolve", "now."]
    assert words[1].start == 0.5 and words[3].start == 2.0
    assert words[0].end <= words[1].start < words[1].end <= words[2].start < words[2].end <= words[3].start


def test_between_two_reported_times_words_share_what_there_is():
    reported = [Word("One", 0.0, 1.0), Word("left.", 3.0, 4.0)]
    words = written_words(say("One lamp, frame left.", []), reported, 4.0)
    assert [word.text for word in words] == ["One", "lamp,", "frame", "left."]
    assert words[0].start == 0.0 and words[-1].end <= 4.0
    assert [word.start for word in words] == sorted(word.start for word in words)


def test_a_word_the_voice_reports_and_nobody_wrote_is_passed_over():
    reported = [Word("One", 0.0, 0.5), Word("[noise]", 0.5, 0.6), Word("lamp", 1.0, 1.5)]
    words = written_words(say("One lamp.", []), reported, 2.0)
    assert (words[1].start, words[1].end) == (1.0, 1.5)


@given(
    st.text(alphabet="aé 🙂V&FX→.,-’", max_size=60),
    st.lists(st.floats(min_value=0.01, max_value=1), max_size=40),
)
def test_every_written_word_has_a_time_in_order_and_inside_the_line(written, lengths):
    said = say(written, LEXICON)
    spoken = said.spoken.split()[: len(lengths)]
    at, reported = 0.0, []
    for word, length in zip(spoken, lengths, strict=False):
        reported.append(Word(word, at, at + length))
        at += length
    words = written_words(said, reported, at + 1)
    assert [word.text for word in words] == (written.split() if reported else [])
    assert all(0 <= word.start <= word.end <= at + 1 for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


def test_without_a_reported_time_no_word_has_one():
    assert written_words(say("One lamp, frame left."), [], 4.0) == []


def test_sentences_are_shown_as_they_were_written_at_the_time_they_were_measured():
    said = say("The VFX shot  &  its plate. See https://www.example.org/a. Go.", LEXICON)
    spoken = ["The V F X shot and its plate.", "See example dot org.", "Go."]
    heard = [Word(text, number, number + 0.8) for number, text in enumerate(spoken)]
    shown = written_sentences(said, heard)
    assert [one.text for one in shown] == [
        "The VFX shot & its plate.",
        "See https://www.example.org/a.",
        "Go.",
    ]
    assert [(one.start, one.end) for one in shown] == [(0, 0.8), (1, 1.8), (2, 2.8)]
