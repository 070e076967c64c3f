"""The music bed: made to loop, heard where nobody speaks, joined without a seam, and never too loud."""

import numpy as np
import pyloudnorm
import pytest

from generation.engines import bed, loudness, meter, room, wave_file
from generation.engines.espeak import ESpeak
from generation.engines.sound import Encoder
from generation.ports import AAC_FRAME, SAMPLE_RATE, EngineError, Music, Stretch
from tests.generation.engines.measured import decoded

LEVEL = 20
LINES = ("One lamp, frame left, and nobody wrote it down.", "So the picture came back bright and flat.")


def chord(seconds: float) -> np.ndarray:
    clock = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    notes = sum(np.sin(2 * np.pi * pitch * clock) for pitch in (196.0, 246.9, 293.7))
    return (0.1 * notes).astype(np.float32)


@pytest.fixture(scope="module")
def music(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bed")
    wave_file.write(chord(12), folder / "given.wav")
    bed.prepare(folder / "given.wav", folder / "bed.wav")
    return folder / "bed.wav"


@pytest.fixture(scope="module")
def passages(tmp_path_factory):
    """Two passages, the first with a pause of three seconds between its two lines."""
    folder, speech = tmp_path_factory.mktemp("passages"), ESpeak()
    lines = [speech.say(one, voice="narrator", words_per_minute=150).samples for one in LINES]
    whole = [np.concatenate([lines[0], wave_file.silence(3.0), lines[1]]), lines[1]]
    paths = []
    for number, samples in enumerate(whole):
        samples = np.concatenate([samples, wave_file.silence(0.6)])
        samples = room.under(np.pad(samples, (0, -len(samples) % AAC_FRAME)), str(number))
        paths.append(folder / f"{number}.wav")
        wave_file.write(samples, paths[-1])
    return paths


def dbfs(samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))) + 1e-12))


def test_a_bed_has_one_loudness_and_comes_round_without_a_seam(music):
    samples = wave_file.read(music)
    assert pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(samples) == pytest.approx(bed.KEPT_AT, abs=0.5)
    seam = np.diff(np.concatenate([samples[-2:], samples[:2]]))
    assert np.abs(seam).max() <= np.abs(np.diff(samples)).max() * 1.05


@pytest.mark.parametrize(
    ("what", "said"), [(chord(3), "lasts 3 s"), (np.zeros(12 * SAMPLE_RATE, np.float32), "silent")]
)
def test_too_short_or_silent_is_refused_in_words(tmp_path, what, said):
    wave_file.write(what, tmp_path / "given.wav")
    with pytest.raises(EngineError, match=said) as refused:
        bed.prepare(tmp_path / "given.wav", tmp_path / "bed.wav")
    assert refused.value.code == "bad_bed"


def test_what_is_no_sound_is_refused_in_words(tmp_path):
    (tmp_path / "given.mp3").write_bytes(b"no sound at all" * 100)
    with pytest.raises(EngineError, match="cannot be read as sound"):
        bed.prepare(tmp_path / "given.mp3", tmp_path / "bed.wav")


def heard_of_the_bed(passage, music, stretch):
    speech = wave_file.read(passage)
    return bed.under(speech, music, stretch, LEVEL) - speech


def test_it_steps_back_while_somebody_speaks_and_comes_up_in_a_pause(passages, music):
    alone = heard_of_the_bed(passages[0], music, Stretch(5 * SAMPLE_RATE, 5 * SAMPLE_RATE))
    speech = wave_file.read(passages[0])
    quiet = next(at for at in range(0, len(speech), 4800) if dbfs(speech[at : at + 2 * SAMPLE_RATE]) < -55)
    middle = alone[quiet + SAMPLE_RATE // 2 : quiet + 3 * SAMPLE_RATE // 2]
    spoken = alone[SAMPLE_RATE // 4 : SAMPLE_RATE]
    assert dbfs(middle) - dbfs(spoken) == pytest.approx(bed.SWELL, abs=1.5)
    assert dbfs(spoken) < dbfs(speech[:SAMPLE_RATE]) - 12


def test_a_run_begins_out_of_nothing_and_ends_in_it(passages, music):
    alone = heard_of_the_bed(passages[1], music, Stretch(0, 0))
    assert dbfs(alone[:480]) < -60 and dbfs(alone[-480:]) < -60
    assert dbfs(alone[SAMPLE_RATE : SAMPLE_RATE + 4800]) > -50


def test_passages_mixed_apart_go_on_into_one_another(passages, music):
    first = heard_of_the_bed(passages[0], music, Stretch(SAMPLE_RATE, 9 * SAMPLE_RATE))
    behind = Stretch(SAMPLE_RATE + len(first), 2 * SAMPLE_RATE)
    joined = np.concatenate([first, heard_of_the_bed(passages[1], music, behind)])
    bends = np.abs(np.diff(joined, 2))
    cut = bends[len(first) - 3 : len(first) + 1]
    assert cut.max() <= np.abs(np.diff(joined[:SAMPLE_RATE], 2)).max() * 1.2


def test_the_programme_is_as_loud_as_without_and_measured_as_others_measure_it(passages, music, tmp_path):
    lengths = [len(wave_file.read(one)) for one in passages]
    own = [Stretch(0, lengths[1]), Stretch(lengths[0], 0)]
    chunks, heard = [], []
    for place, passage in enumerate(passages):
        chunks.append(tmp_path / f"{place}.m4a")
        near = {
            "before": own[0] if place else None,
            "after": own[1] if not place else None,
        }
        around = {"before": passages[0] if place else None, "after": passages[1] if not place else None}
        played = Music(music, LEVEL, own[place], **near)
        heard.append(Encoder().chunk(passage, chunks[-1], **around, gain=0.0, music=played))
    Encoder().join(chunks, tmp_path / "whole.m4a", chapters=[], title="", comment="")
    measured = loudness.of(heard)
    theirs = pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(decoded(tmp_path / "whole.m4a"))
    assert measured.integrated == pytest.approx(-16, abs=0.8)
    assert measured.integrated == pytest.approx(theirs, abs=0.5)
    assert meter.of_file(tmp_path / "whole.m4a").true_peak <= -1.5
