"""Room tone: how loud it is, that it goes on across cuts, and that speech stays as loud as it was."""

import numpy as np
import pyloudnorm
import pytest

from generation.engines import room, wave_file
from generation.engines.espeak import ESpeak
from generation.ports import AAC_FRAME, EARLY, LATE, SAMPLE_RATE

SECONDS = 200 * AAC_FRAME
SENTENCE = (
    "One lamp, frame left. Say where the light comes from, how hard it falls, and what it must not touch. "
    "Then read it again, slowly, and ask whether a colleague could point at every word of it."
)


def level(samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))))


def steps(samples) -> np.ndarray:
    """How far each sample lies from the one before, and how much that changes: where a click shows."""
    return np.abs(np.diff(samples, 2))


def test_it_is_quieter_than_anybody_speaks_and_even_over_the_whole_passage():
    tone = room.tone("ab12", SECONDS)
    parts = [level(part) for part in np.split(tone, 20)]
    assert level(tone) == pytest.approx(room.LEVEL, abs=0.5)
    assert min(parts) > room.LEVEL - 3 and max(parts) < room.LEVEL + 3


def test_the_same_passage_has_the_same_air_and_another_has_its_own():
    assert (room.tone("a", SECONDS) == room.tone("a", SECONDS)).all()
    middle = slice(20 * AAC_FRAME, 180 * AAC_FRAME)
    one, other = room.tone("a", SECONDS)[middle], room.tone("b", SECONDS)[middle]
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.2


@pytest.mark.parametrize("frames", [200, 37, 9, 3, 1])
def test_one_passage_goes_on_into_the_next_without_a_click(frames):
    before, after = room.tone("a", frames * AAC_FRAME), room.tone("b", 50 * AAC_FRAME)
    joined = np.concatenate([before, after])
    cut = steps(joined)[len(before) - 3 : len(before) + 1]
    assert cut.max() <= steps(after).max() * 1.05


def test_what_neighbours_hear_of_a_passage_is_the_same_in_all():
    """So that a changed passage costs no chunk but its own."""
    one, other = room.tone("a", SECONDS), room.tone("b", SECONDS + 5 * AAC_FRAME)
    assert (one[: LATE * AAC_FRAME] == other[: LATE * AAC_FRAME]).all()
    assert (one[-EARLY * AAC_FRAME :] == other[-EARLY * AAC_FRAME :]).all()


@pytest.fixture(scope="module")
def spoken():
    speech = ESpeak()
    return {
        voice: speech.say(SENTENCE, voice=voice, words_per_minute=150).samples
        for voice in ("narrator", "voice-1", "voice-4")
    }


def lufs(samples) -> float:
    return pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(samples.astype(np.float64))


def test_speech_stays_as_loud_as_it_was(spoken):
    padded = np.concatenate([spoken["narrator"], wave_file.silence(2.0)])
    assert lufs(room.under(padded, "a")) == pytest.approx(lufs(padded), abs=0.1)


def test_two_voices_are_as_loud_as_one_another(spoken):
    heard = [lufs(samples) for samples in spoken.values()]
    assert max(heard) - min(heard) < 0.5, heard
