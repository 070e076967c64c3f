"""eSpeak NG, as it really speaks."""

import itertools
import threading

import numpy as np
import pytest

from courses.voicing import LANGUAGES
from generation.engines import espeak, levels
from generation.engines.espeak import CAST, ESpeak
from generation.engines.phrasing import phrases
from generation.ports import VOICES, EngineError, Phonemes
from tests.generation.engines.measured import lufs, true_peak

PROSE = (
    "Moody, cinematic and beautiful are verdicts. They told the model that somebody would be pleased, "
    "and left "
    "the rest to whatever its training made likely: liners, Venice, evening dress. A brief decides. It "
    "covers "
    "nine elements, and in each it gives a colleague at least one word to check. If no one in the room could "
    "build the shot from your sentence, the sentence is a wish."
)


def say(text, voice="narrator", words_per_minute=150, **more):
    return ESpeak().say(text, voice=voice, words_per_minute=words_per_minute, **more)


@pytest.mark.parametrize("voice", VOICES)
def test_every_voice_arrives_at_the_same_loudness_with_room_for_the_encoder(voice):
    samples = say(PROSE, voice).samples
    assert lufs(samples) == pytest.approx(-16, abs=1)
    assert true_peak(samples) <= -2.2


def test_every_key_of_the_cast_has_a_voice_of_its_own():
    assert set(CAST) == set(VOICES)
    spectra = {}
    for voice in VOICES:
        power = np.abs(np.fft.rfft(say(PROSE, voice).samples, 2**20)) ** 2
        bands = np.add.reduceat(power[:80_000], np.arange(0, 80_000, 2_000))
        spectra[voice] = bands / np.linalg.norm(bands)
    for one, other in itertools.combinations(VOICES, 2):
        assert spectra[one] @ spectra[other] < 0.99, (one, other)


def test_a_voice_nobody_knows_speaks_as_the_narrator():
    assert ESpeak().identity("voice-99") == ESpeak().identity("narrator")


def test_the_identity_of_a_voice_names_what_changes_its_sound():
    identities = [ESpeak().identity(voice) for voice in VOICES]
    assert len({tuple(one.items()) for one in identities}) == len(VOICES)
    assert identities[0]["version"].startswith("1.5")


@pytest.mark.parametrize(
    "text",
    [PROSE, "Café — naïve “façade”, 25 things; f/2.8 (really)?", "Ferry 😀 ferry, שלום ferry. 日本 ferry"],
)
def test_the_words_are_the_authors_own_in_order(text):
    words = say(text).words
    assert [word.text for word in words] == text.split()
    assert all(word.start <= word.end for word in words)
    assert all(one.start <= other.start for one, other in itertools.pairwise(words))


def test_word_times_hold_after_multibyte_characters():
    """Each word is spoken alone at its time: cut there, and the rest still begins with it."""
    text = "ééé “ñ” — 😀 café. Stop."
    spoken = say(text)
    stop = spoken.words[-1]
    assert stop.text == "Stop."
    alone = say("Stop.")
    assert stop.end - stop.start == pytest.approx(alone.words[0].end - alone.words[0].start, abs=0.12)
    before = spoken.samples[int((stop.start - 0.15) * 48_000) : int((stop.start - 0.03) * 48_000)]
    assert np.abs(before).max() < 0.05


def test_words_end_where_they_can_no_longer_be_heard():
    first, second = say("Stop. Go.").words
    assert second.start - first.end > 0.15


def test_speech_begins_and_ends_with_sound():
    spoken = say("Stop.")
    assert spoken.words[0].start <= 0.03
    assert spoken.seconds - spoken.words[-1].end <= 0.12
    assert np.abs(spoken.samples[: int(0.1 * 48_000)]).max() > 0.01


def test_it_speaks_at_the_asked_pace():
    fast, slow = say(PROSE, words_per_minute=200), say(PROSE, words_per_minute=120)
    assert len(PROSE.split()) / fast.seconds * 60 == pytest.approx(200, rel=0.15)
    assert len(PROSE.split()) / slow.seconds * 60 == pytest.approx(120, rel=0.15)


def test_seconds_are_known_without_levelling():
    seconds = ESpeak().seconds(PROSE, voice="voice-2", words_per_minute=150)
    assert seconds == pytest.approx(say(PROSE, "voice-2").seconds, abs=0.05)


@pytest.mark.parametrize("text", ["", "   ", "...", "—", "\u200b"])
def test_nothing_speakable_is_an_error_and_never_silence(text):
    with pytest.raises(EngineError) as caught:
        say(text)
    assert caught.value.code == "nothing_to_say"


@pytest.mark.parametrize("code", ["<emphasis>", "[[h@loU]]", "&lt;"])
def test_markup_and_phoneme_codes_are_read_out_and_never_obeyed(code):
    assert say(f"before {code} after").seconds > say("before after").seconds + 0.6


@pytest.mark.parametrize(
    "text", ["x" * 100, "schiff" * 20, "\ud800 lone", "a\x00b\x07c", "שלום עולם", "😀 yes"]
)
def test_strange_text_is_spoken_without_harm(text):
    assert say(text).seconds > 0.2
    assert say("Stop.").words[0].text == "Stop."


def test_each_sentence_is_measured_and_set_apart():
    spoken = say("Who wrote it down? Nobody did; the gaffer asked. Stop.")
    assert [one.text for one in spoken.sentences] == [
        "Who wrote it down?",
        "Nobody did; the gaffer asked.",
        "Stop.",
    ]
    first, second, last = spoken.sentences
    assert second.start - first.end > last.start - second.end > 0.25, "a question leaves a moment longer"
    nobody, did, the = spoken.words[4:7]
    assert the.start - did.end > 0.15, "a semicolon is heard"
    for sentence in spoken.sentences:
        first_word = next(word for word in spoken.words if word.start >= sentence.start)
        assert first_word.start == pytest.approx(sentence.start, abs=0.08)


def test_faster_speech_breathes_faster():
    def gap(pace):
        one, other = say("Stop. Go.", words_per_minute=pace).sentences
        return other.start - one.end

    assert gap(120) == pytest.approx(0.375, abs=0.01) and gap(180) == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("text", ["x" * 4000, "One lamp and " + "schiff" * 700 + " then"])
def test_a_word_that_would_be_spelled_for_minutes_is_refused_in_words(text):
    with pytest.raises(EngineError, match="one word of 4[0-9]{3} letters") as caught:
        say(text)
    assert caught.value.code == "word_too_long"


def test_ipa_is_spoken_in_place_of_its_stretch_and_words_keep_their_times():
    text = "We open DaVinci [[h@loU]] now."
    given = say(text, phonemes=[Phonemes(8, 15, "dəˈvɪntʃi")])
    assert [word.text for word in given.words] == text.split()
    assert given.words[2].start == pytest.approx(say(text).words[2].start, abs=0.03)
    short = say(text, phonemes=[Phonemes(8, 15, "i")])
    assert short.seconds < given.seconds - 0.3, "it says what it was given"
    assert given.seconds > say("We open DaVinci now.").seconds + 0.6, "brackets of the text itself are read"


def test_ipa_it_does_not_know_is_read_as_it_is_written():
    text = "We open DaVinci now."
    assert say(text, phonemes=[Phonemes(8, 15, "ǃœ")]).seconds == pytest.approx(say(text).seconds, abs=0.02)
    french = {"locale": "fr"}
    with_ipa = say(text, phonemes=[Phonemes(8, 15, "i")], **french)
    assert with_ipa.seconds == pytest.approx(say(text, **french).seconds, abs=0.02)


def test_every_language_of_a_lesson_has_a_narrator_and_a_cast():
    names = {locale: ESpeak().identity("voice-1", locale)["name"] for locale in LANGUAGES}
    assert names["fr"] == "fr+f2" and names["en-us"] == names["en-gb"] == "en-gb-x-rp+f2"
    assert ESpeak().identity("narrator", "en-us")["name"] == "en-us"
    for locale in LANGUAGES:
        [(samples, starts)] = espeak._utter(espeak._of("voice-1", locale), phrases("Video 25."), 150)
        assert len(samples) > 10_000 and np.abs(samples).max() > 0.1 and starts


def test_a_language_nobody_speaks_is_refused_in_words():
    with pytest.raises(EngineError, match="No voice here speaks “tlh”") as caught:
        say("Qapla", locale="tlh")
    assert caught.value.code == "voice_missing"


def test_threads_take_turns():
    alone = {voice: ESpeak().seconds(PROSE, voice=voice, words_per_minute=150) for voice in VOICES}
    together = {}

    def speak(voice):
        together[voice] = say(PROSE, voice)

    threads = [threading.Thread(target=speak, args=(voice,)) for voice in VOICES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for voice in VOICES:
        assert [word.text for word in together[voice].words] == PROSE.split()
        assert together[voice].seconds == pytest.approx(alone[voice], abs=0.05)


def test_levelling_keeps_the_length_to_the_sample():
    for length in (1, 147, 22_050, 22_051, 100_003):
        noise = np.random.default_rng(1).normal(0, 0.1, length).astype(np.float32)
        assert len(levels.level(noise, 22_050, 6.0)) == round(length * 48_000 / 22_050)
