"""Piper's real code, on a voice of a kilobyte that hums its phonemes."""

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from generation.engines import piper, piper_words, trim
from generation.engines.phrasing import Phrase
from generation.engines.piper import Piper
from generation.ports import EngineError, Phonemes
from tests.generation.engines import tone_voice
from tests.generation.engines.measured import lufs, true_peak

TEXT = "Hello — world, “out” of the box. A second sentence is here!"


@pytest.fixture
def voices(tmp_path):
    return {"narrator": tone_voice.write(tmp_path)}


def say(voices, text=TEXT, voice="narrator", words_per_minute=150, **more):
    return Piper(voices).say(text, voice=voice, words_per_minute=words_per_minute, **more)


def test_a_voice_with_alignments_times_every_word(voices):
    spoken = say(voices)
    assert [word.text for word in spoken.words] == TEXT.split()
    assert all(one.start <= one.end <= other.start + 0.001 for one, other in itertools.pairwise(spoken.words))
    assert spoken.words[-1].end <= spoken.seconds


def test_word_times_follow_the_phonemes(voices):
    """Between two words the tone voice hums nothing for one phoneme id and its padding."""
    spoken = say(voices, "Stop. Go.")
    stop, go = spoken.words
    gap = spoken.samples[int((stop.end + 0.03) * 48_000) : int((go.start - 0.03) * 48_000)]
    assert len(gap) > 4_800
    assert np.abs(gap).max() < 0.02
    assert np.abs(spoken.samples[int(go.start * 48_000) :]).max() > 0.05


def test_words_start_where_the_tone_voice_begins_to_hum_them(voices):
    """Its onsets are known: in silence before each word nothing hums, and then it does."""
    spoken = say(voices, "Stop, go; wait — now. The end of it.")
    loud = np.abs(spoken.samples) > 0.02
    for word in spoken.words:
        if word.text == "—":
            continue
        at = int(word.start * 48_000)
        onsets = np.flatnonzero(loud[max(0, at - 3_840) : at + 3_840])
        assert len(onsets), f"nothing sounds within 80 ms of “{word.text}”"
    heard = [word for word in spoken.words if word.text != "—"]
    set_apart = [one.text for one, other in itertools.pairwise(heard) if other.start - one.end > 0.15]
    assert set_apart == ["go;", "wait", "now."]


def test_run_together_words_are_found_by_their_own_phonemes():
    """“of the” is heard as one: the second begins at its own first phoneme, not halfway."""
    sounding = [(one, 10) for one in "ˈaʊt ɒvðə bˈɒks"]
    own = {"out": "aʊt", "of": "ɒv", "the": "ðə", "box.": "bɒks"}
    phrase = Phrase("out of the box.", 0.3, True)
    begun = piper_words.begun(phrase, sounding, lambda word: list(own[word]))
    assert begun == [(0, 0), (4, 50), (7, 70), (11, 100)]


def test_words_far_from_any_reported_time_are_not_guessed():
    words = trim.spoken("one two three four five six", np.ones(4800, dtype=np.float32), [(0, 0.0)], 48_000)[1]
    assert words == ()


def test_ipa_is_hummed_in_place_of_its_stretch(voices):
    text = "We open DaVinci now."
    given = say(voices, text, phonemes=[Phonemes(8, 15, "dəvɪntʃi")])
    assert [word.text for word in given.words] == text.split()
    assert say(voices, text, phonemes=[Phonemes(8, 15, "i")]).seconds < given.seconds - 0.2


def test_a_lesson_in_another_language_asks_for_a_voice_that_speaks_it(voices, tmp_path):
    with pytest.raises(EngineError, match="No Piper voice here speaks French") as caught:
        say(voices, locale="fr")
    assert caught.value.code == "voice_missing" and "fr:narrator" in caught.value.message
    (tmp_path / "fr").mkdir()
    french = tone_voice.write(tmp_path / "fr", language="fr")
    engine = Piper({**voices, "fr:narrator": french})
    assert engine.identity("voice-1", "fr") != engine.identity("voice-1")
    assert engine.say("Une lampe.", voice="voice-1", words_per_minute=150, locale="fr").seconds > 0.5


def test_a_voice_without_alignments_gives_no_words(tmp_path):
    spoken = say({"narrator": tone_voice.write(tmp_path, aligned=False)})
    assert spoken.words == ()
    assert spoken.seconds > 1
    first, second = spoken.sentences
    assert second.text == "A second sentence is here!"
    silence = spoken.samples[int((first.end + 0.02) * 48_000) : int((second.start - 0.02) * 48_000)]
    assert np.abs(silence).max() < 0.01, "sentences are measured, though words are not"


def test_it_arrives_levelled(voices):
    samples = say(voices).samples
    assert lufs(samples) == pytest.approx(-16, abs=1)
    assert true_peak(samples) <= -2.2


def test_it_speaks_at_the_asked_pace(voices):
    assert say(voices, words_per_minute=190).seconds < say(voices, words_per_minute=120).seconds * 0.8


def test_phoneme_blocks_in_a_text_are_words_like_others(voices):
    assert [word.text for word in say(voices, "say [[h@loU]] twice").words] == ["say", "[[h@loU]]", "twice"]


def test_a_changed_voice_is_refused(voices):
    Path(voices["narrator"]["path"]).write_bytes(b"another model")
    with pytest.raises(EngineError) as caught:
        say(voices)
    assert caught.value.code == "voice_changed"
    assert "GREENROOM_PIPER_VOICES" in caught.value.message


def test_a_missing_voice_says_so(voices):
    Path(voices["narrator"]["path"]).unlink()
    with pytest.raises(EngineError, match="cannot be read") as caught:
        say(voices)
    assert caught.value.code == "voice_missing"


def test_a_broken_voice_says_so(voices):
    Path(f"{voices['narrator']['path']}.json").write_text(json.dumps({"audio": {}}))
    with pytest.raises(EngineError) as caught:
        say(voices)
    assert caught.value.code == "voice_broken"


def test_no_narrator_is_refused_at_once():
    with pytest.raises(EngineError, match="narrator"):
        Piper({})


@pytest.mark.parametrize("text", ["", "—", "..."])
def test_nothing_speakable_is_an_error_and_never_silence(voices, text):
    with pytest.raises(EngineError):
        say(voices, text)


@pytest.mark.parametrize("loud", [0.0, float("nan")])
def test_failed_speech_is_an_error_and_never_silence(tmp_path, loud):
    with pytest.raises(EngineError) as caught:
        say({"narrator": tone_voice.write(tmp_path, loud=loud)})
    assert caught.value.code == "speech_failed"


def test_a_speaker_of_a_voice_is_part_of_its_identity(tmp_path):
    voice = tone_voice.write(tmp_path, speakers=3)
    engine = Piper(
        {"narrator": voice, "voice-1": voice | {"speaker": "speaker-2"}, "voice-2": voice | {"speaker": 1}}
    )
    assert [engine.identity(key)["speaker"] for key in ("narrator", "voice-1", "voice-2", "voice-3")] == [
        -1,
        2,
        1,
        -1,
    ]
    assert engine.say(TEXT, voice="voice-1", words_per_minute=150).seconds > 1


@pytest.mark.parametrize("speaker", [3, "nobody", -1])
def test_a_speaker_that_a_voice_does_not_have_is_refused_in_words(tmp_path, speaker):
    voice = tone_voice.write(tmp_path, speakers=3) | {"speaker": speaker}
    with pytest.raises(EngineError, match="has no such speaker") as caught:
        Piper({"narrator": voice}).identity("narrator")
    assert caught.value.code == "voice_missing"


def test_the_config_beside_a_voice_is_part_of_its_identity(voices):
    before = Piper(voices).identity("narrator")
    config = Path(f"{voices['narrator']['path']}.json")
    config.write_text(config.read_text().replace('"length_scale": 1.0', '"length_scale": 1.1'))
    assert Piper(voices).identity("narrator") != before


def test_models_run_on_one_thread_each(voices):
    options = Piper(voices)._loaded("narrator", "en-gb").voice.session.get_session_options()
    assert options.intra_op_num_threads == 1


def test_the_version_is_the_installed_one():
    from importlib.metadata import version

    assert piper.Piper.version == version("piper-tts")
