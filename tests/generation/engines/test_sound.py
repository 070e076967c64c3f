"""The encoded sound, read back and measured by others."""

import av
import numpy as np
import pytest

from generation.engines import meter, wave_file
from generation.engines.sound import Encoder
from generation.ports import EngineError
from tests.generation.engines.measured import decoded, lufs, true_peak


def encode(chunks, target):
    return Encoder().encode(chunks, target, chapters=[], title="", comment="")


def speech_like(seconds, gain=0.1, seed=3):
    """Noise in syllables: loudness and peaks stand about as far apart as in speech."""
    rng = np.random.default_rng(seed)
    clock = np.arange(int(seconds * 48_000)) / 48_000
    return (rng.normal(0, gain, len(clock)) * (0.6 + 0.4 * np.sin(clock * 25))).astype(np.float32)


def test_it_is_aac_at_48_khz_mono(programme):
    with av.open(str(programme.sound)) as container:
        (stream,) = container.streams.audio
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("aac", 48_000, 1)


def test_loudness_and_peak_hold_for_the_encoded_file(programme):
    samples = decoded(programme.sound)
    assert lufs(samples) == pytest.approx(-16, abs=0.7)
    assert true_peak(samples) <= -1.5
    assert programme.loudness.integrated == pytest.approx(lufs(samples), abs=0.2)
    assert programme.loudness.true_peak == pytest.approx(true_peak(samples), abs=0.3)


def test_nothing_is_lost_or_shifted_at_the_joins(programme):
    source = np.frombuffer(b"".join(wave_file.pcm(programme.chunks)), dtype="<i2") / 32768
    samples = decoded(programme.sound)[: len(source)]
    assert len(samples) == len(source)
    assert np.corrcoef(samples, source)[0, 1] > 0.98


def test_chapters_and_labels_survive_every_sign(programme):
    with av.open(str(programme.sound)) as container:
        assert container.metadata["title"] == "Nine; elements = one #brief"
        assert container.metadata["comment"] == "AI-made. Voice: eSpeak NG"
        found = container.chapters()
    assert [one["metadata"]["title"] for one in found] == [one.title for one in programme.chapters]
    for one, wanted in zip(found, programme.chapters, strict=True):
        assert float(one["start"] * one["time_base"]) == pytest.approx(wanted.start, abs=0.002)


def test_it_starts_fast(programme):
    data = programme.sound.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("gain", [0.02, 0.3])
def test_sound_that_comes_too_quiet_or_too_loud_is_mended(tmp_path, gain):
    wave_file.write(speech_like(8, gain), tmp_path / "chunk.wav")
    encode([tmp_path / "chunk.wav"], tmp_path / "out.m4a")
    samples = decoded(tmp_path / "out.m4a")
    assert lufs(samples) == pytest.approx(-16, abs=0.7)
    assert true_peak(samples) <= -1.5


def test_sound_that_cannot_be_mended_is_refused_and_leaves_no_file(tmp_path):
    wave_file.write(wave_file.silence(3), tmp_path / "chunk.wav")
    with pytest.raises(EngineError) as caught:
        encode([tmp_path / "chunk.wav"], tmp_path / "out.m4a")
    assert caught.value.code == "loudness"
    assert [path.name for path in tmp_path.iterdir()] == ["chunk.wav"]


def test_no_sound_at_all_is_refused(tmp_path):
    with pytest.raises(EngineError):
        encode([], tmp_path / "out.m4a")


def test_a_chunk_that_is_no_sound_is_named(tmp_path):
    (tmp_path / "chunk.wav").write_bytes(b"not a sound")
    with pytest.raises(EngineError, match="chunk.wav") as caught:
        encode([tmp_path / "chunk.wav"], tmp_path / "out.m4a")
    assert caught.value.code == "bad_sound"
    assert not (tmp_path / "out.m4a").exists()


def test_a_chunk_that_is_gone_is_named(tmp_path):
    with pytest.raises(EngineError, match="gone.wav"):
        encode([tmp_path / "gone.wav"], tmp_path / "out.m4a")


def test_the_same_chunks_give_the_same_file(programme, tmp_path):
    for name in ("one.m4a", "two.m4a"):
        encode(programme.chunks[:1], tmp_path / name)
    assert (tmp_path / "one.m4a").read_bytes() == (tmp_path / "two.m4a").read_bytes()


def test_the_meter_agrees_with_another(programme):
    samples = speech_like(6)
    assert meter.of_samples(samples, 48_000).integrated == pytest.approx(lufs(samples), abs=0.15)
    assert meter.of_samples(samples, 48_000).true_peak == pytest.approx(true_peak(samples), abs=0.2)
