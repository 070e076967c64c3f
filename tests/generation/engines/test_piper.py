"""Piper's real code, on a voice of a kilobyte that hums its phonemes."""

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from generation.engines import piper
from generation.engines.piper import Piper
from generation.ports import EngineError
from tests.generation.engines import tone_voice
from tests.generation.engines.measured import lufs, true_peak

TEXT = "Hello — world, “out” of the box. A second sentence is here!"


@pytest.fixture
def voices(tmp_path):
    return {"narrator": tone_voice.write(tmp_path)}


def say(voices, text=TEXT, voice="narrator", words_per_minute=150):
    return Piper(voices).say(text, voice=voice, words_per_minute=words_per_minute)


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


def test_a_voice_without_alignments_gives_no_words(tmp_path):
    spoken = say({"narrator": tone_voice.write(tmp_path, aligned=False)})
    assert spoken.words == ()
    assert spoken.seconds > 1


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


def test_the_config_beside_a_voice_is_part_of_its_identity(voices):
    before = Piper(voices).identity("narrator")
    config = Path(f"{voices['narrator']['path']}.json")
    config.write_text(config.read_text().replace('"length_scale": 1.0', '"length_scale": 1.1'))
    assert Piper(voices).identity("narrator") != before


def test_models_run_on_one_thread_each(voices):
    options = Piper(voices)._loaded("narrator").voice.session.get_session_options()
    assert options.intra_op_num_threads == 1


def test_the_version_is_the_installed_one():
    from importlib.metadata import version

    assert piper.Piper.version == version("piper-tts")
