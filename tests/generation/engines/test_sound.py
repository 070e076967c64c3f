"""Chunks encoded apart and joined, read back and measured by others."""

from pathlib import Path

import av
import numpy as np
import pytest

from generation.engines import aac, loudness, meter, wave_file
from generation.engines.sound import Encoder
from generation.ports import AAC_FRAME, EARLY, LATE, EngineError, Heard
from tests.generation.engines.conftest import encoded
from tests.generation.engines.measured import decoded, lufs, true_peak


def speech_like(seconds, gain=0.1, seed=3):
    """Noise in syllables: loudness and peaks stand about as far apart as in speech."""
    rng = np.random.default_rng(seed)
    clock = np.arange(round(seconds * 48_000)) / 48_000
    return (rng.normal(0, gain, len(clock)) * (0.6 + 0.4 * np.sin(clock * 25))).astype(np.float32)


def sound_of(passages) -> np.ndarray:
    return np.concatenate([wave_file.read(path) for path in passages])


def error_of(samples, source) -> float:
    """Signal over error, dB."""
    return float(10 * np.log10((source**2).mean() / ((samples - source) ** 2).mean()))


def chunk(passage: Path, gain=0.0) -> tuple[Path, Heard]:
    (path,), (heard,) = encoded([passage], passage.parent, gain)
    return path, heard


@pytest.fixture(scope="session")
def cut_in_words(programme, tmp_path_factory):
    """The programme's sound cut every half second, wherever that falls, and joined again: (source, in one go,
    joined, samples at which it was cut)."""
    folder = tmp_path_factory.mktemp("cut")
    source = sound_of(programme.passages)
    cuts = list(range(0, len(source), 24 * AAC_FRAME))
    passages = [folder / f"{at}.wav" for at in cuts]
    for path, at in zip(passages, cuts, strict=True):
        wave_file.write(source[at : at + 24 * AAC_FRAME], path)
    chunks, _ = encoded(passages, folder)
    Encoder().join(chunks, folder / "joined.m4a", chapters=[], title="", comment="")
    padded = np.pad(source, (EARLY * AAC_FRAME, LATE * AAC_FRAME))
    return source, aac.encode(padded, folder / "whole.m4a"), decoded(folder / "joined.m4a"), cuts[1:]


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


def test_the_chunks_measurements_add_up_to_what_the_whole_measures(programme):
    whole = meter.of_file(programme.sound)
    assert programme.loudness.integrated == pytest.approx(whole.integrated, abs=0.1)
    assert programme.loudness.true_peak == pytest.approx(whole.true_peak, abs=0.1)


def test_joined_chunks_are_as_long_as_their_passages_to_the_sample(programme, cut_in_words):
    assert len(decoded(programme.sound)) == len(sound_of(programme.passages))
    source, _, joined, _ = cut_in_words
    assert len(joined) == len(source)


def test_a_chunk_plays_alone_and_is_as_long_as_its_passage(programme):
    for passage, path in zip(programme.passages, programme.chunks, strict=True):
        assert len(decoded(path)) == len(wave_file.read(passage))


def test_joined_chunks_are_as_close_to_the_source_as_one_encoding_of_the_whole(programme, cut_in_words):
    source, whole, joined, _ = cut_in_words
    assert error_of(joined, source) >= error_of(whole, source) - 0.5
    assert error_of(decoded(programme.sound), source) >= error_of(whole, source) - 0.5


def test_no_cut_clicks_even_in_the_middle_of_a_word(cut_in_words):
    source, _, joined, cuts = cut_in_words
    error = np.abs(joined - source)
    at_cuts = [error[cut - AAC_FRAME : cut + AAC_FRAME].max() for cut in cuts]
    loud = [np.abs(source[cut - AAC_FRAME : cut + AAC_FRAME]).max() > 0.05 for cut in cuts]
    assert sum(loud) > len(cuts) / 3, "the cuts must fall into words"
    assert max(at_cuts) < 0.03


def test_the_same_voice_without_its_neighbours_would_click(programme, tmp_path):
    """What the neighbours are for: encoded between silence, the same cut is heard."""
    source = wave_file.read(programme.passages[0])
    middle = len(source) // 2 // AAC_FRAME * AAC_FRAME
    halves = [tmp_path / "one.wav", tmp_path / "two.wav"]
    wave_file.write(source[:middle], halves[0])
    wave_file.write(source[middle:], halves[1])
    alone = [chunk(half)[0] for half in halves]
    Encoder().join(alone, tmp_path / "alone.m4a", chapters=[], title="", comment="")
    together, _ = encoded(halves, tmp_path)
    Encoder().join(together, tmp_path / "together.m4a", chapters=[], title="", comment="")
    near = slice(middle - AAC_FRAME, middle + AAC_FRAME)
    errors = [np.abs(decoded(tmp_path / name) - source)[near].max() for name in ("alone.m4a", "together.m4a")]
    assert errors[0] > 3 * errors[1]


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


def test_peaks_that_encoding_raised_are_held_down_and_nothing_else_is(programme, tmp_path):
    wave_file.write(speech_like(96 * AAC_FRAME / 48_000, 0.3), tmp_path / "loud.wav")
    path, heard = chunk(tmp_path / "loud.wav")
    assert heard.true_peak <= -1.5
    assert true_peak(decoded(path)) <= -1.5
    spoken, sound = wave_file.read(programme.passages[0]), decoded(programme.chunks[0])
    assert lufs(sound) == pytest.approx(lufs(spoken), abs=0.1)


def test_a_gain_makes_a_chunk_louder_by_that_much(tmp_path):
    wave_file.write(speech_like(96 * AAC_FRAME / 48_000, 0.02), tmp_path / "quiet.wav")
    before, after = (loudness.of([chunk(tmp_path / "quiet.wav", gain)[1]]) for gain in (0.0, 6.0))
    assert after.integrated - before.integrated == pytest.approx(6.0, abs=0.2)


def test_silence_is_measured_as_such_and_not_as_a_number_no_file_can_hold(tmp_path):
    wave_file.write(wave_file.silence(1.024), tmp_path / "silence.wav")
    _, heard = chunk(tmp_path / "silence.wav")
    assert loudness.of([heard]).integrated == -70
    assert heard.true_peak == pytest.approx(-120)


def test_sound_shorter_than_a_gating_block_has_no_loudness():
    assert loudness.of([Heard(-3.0, (0.03,) * 10)]).integrated == -70


def test_a_loud_second_among_quiet_ones_counts_as_the_standard_says():
    rng = np.random.default_rng(1)
    parts = [rng.normal(0, level, 48 * AAC_FRAME).astype(np.float32) for level in (0.1, 0.001, 0.05, 0.1)]
    measured = loudness.of([meter.heard(part) for part in parts])
    assert measured.integrated == pytest.approx(lufs(np.concatenate(parts)), abs=0.1)


def test_no_sound_at_all_is_refused(tmp_path):
    with pytest.raises(EngineError):
        Encoder().join([], tmp_path / "out.m4a", chapters=[], title="", comment="")


def test_a_passage_that_is_no_sound_is_named(tmp_path):
    (tmp_path / "passage.wav").write_bytes(b"not a sound")
    with pytest.raises(EngineError, match="passage.wav") as caught:
        chunk(tmp_path / "passage.wav")
    assert caught.value.code == "bad_sound"
    assert not (tmp_path / "passage.m4a").exists()


def test_a_passage_that_is_gone_is_named(tmp_path):
    with pytest.raises(EngineError, match="gone.wav"):
        chunk(tmp_path / "gone.wav")


def test_a_chunk_that_is_no_sound_is_named_and_leaves_no_half_file(programme, tmp_path):
    (tmp_path / "chunk.m4a").write_bytes(b"not a sound")
    chunks = [programme.chunks[0], tmp_path / "chunk.m4a"]
    with pytest.raises(EngineError, match="chunk.m4a"):
        Encoder().join(chunks, tmp_path / "out.m4a", chapters=[], title="", comment="")
    assert [path.name for path in tmp_path.iterdir()] == ["chunk.m4a"]


def test_the_same_passage_between_the_same_neighbours_gives_the_same_file(programme, tmp_path):
    first, second = (tmp_path / name for name in ("one", "two"))
    for folder in (first, second):
        folder.mkdir()
        encoded(programme.passages[:2], folder)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_the_voices_of_the_house_are_equally_loud(programme):
    each = [meter.of_file(path).integrated for path in programme.chunks]
    assert max(each) - min(each) < 2.5, "LU between four voices, each a line of its own"


def test_the_meter_agrees_with_another():
    samples = speech_like(6)
    whole = samples[: len(samples) // AAC_FRAME * AAC_FRAME]
    assert meter.integrated(samples, 48_000) == pytest.approx(lufs(samples), abs=0.15)
    assert meter.heard(whole).true_peak == pytest.approx(true_peak(whole), abs=0.2)
