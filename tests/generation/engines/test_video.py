"""The real mp4, read with PyAV and held against every promise."""

import errno
import os
import resource

import av
import numpy as np
import pytest
from PIL import Image

from generation.engines import ffmpeg
from generation.engines.video import UPRIGHT, WIDE, Joiner
from generation.ports import EngineError

BT709, LIMITED = 1, 1


@pytest.fixture
def opened(programme):
    with av.open(str(programme.video)) as container:
        yield container


def test_the_picture_is_full_hd_h264_in_bt709(opened):
    (stream,) = opened.streams.video
    picture = stream.codec_context
    assert (picture.name, picture.width, picture.height, picture.pix_fmt) == ("h264", 1920, 1080, "yuv420p")
    assert (picture.color_primaries, picture.color_trc, picture.colorspace) == (BT709, BT709, BT709)
    assert picture.color_range == LIMITED


def test_sound_and_picture_end_within_50_ms_of_each_other(opened, programme):
    ends = {}
    for packet in opened.demux(opened.streams.video[0], opened.streams.audio[0]):
        if packet.pts is not None:
            ends[packet.stream.type] = float((packet.pts + (packet.duration or 0)) * packet.time_base)
    assert abs(ends["video"] - ends["audio"]) <= 0.05
    assert ends["video"] == pytest.approx(programme.total, abs=0.05)


def test_there_are_two_frames_a_slide_in_order(opened, programme):
    stamps = [packet.dts for packet in opened.demux(opened.streams.video[0]) if packet.dts is not None]
    assert len(stamps) == 2 * len(programme.slides)
    assert stamps == sorted(set(stamps))


def test_seeking_shows_the_right_slide(opened, programme):
    slides = [np.asarray(Image.open(path).convert("RGB"), dtype=float) for path in programme.slides]
    for number, chapter in enumerate(programme.chapters):
        for moment in (chapter.start + 0.01, (chapter.start + chapter.end) / 2, chapter.end - 0.02):
            opened.seek(int(moment * av.time_base))
            frame = list(_until(opened, moment))[-1].to_ndarray(format="rgb24")
            errors = [np.abs(frame - slide).mean() for slide in slides]
            assert errors.index(min(errors)) == number
            assert min(errors) < 3


def _until(container, moment):
    for frame in container.decode(video=0):
        if frame.time > moment + 1e-6:
            return
        yield frame


def test_colours_come_through(opened, programme):
    slide = np.asarray(Image.open(programme.slides[0]).convert("RGB"), dtype=float)
    frame = next(opened.decode(video=0)).to_ndarray(format="rgb24")
    assert np.abs(frame[5, 5] - slide[5, 5]).max() <= 3


def test_the_sound_is_the_encoded_one_to_the_byte(opened, programme):
    with av.open(str(programme.sound)) as sound:
        wanted = [bytes(packet) for packet in sound.demux(audio=0)]
    assert [bytes(packet) for packet in opened.demux(audio=0)] == wanted


def test_chapters_and_labels_are_there(opened, programme):
    assert [one["metadata"]["title"] for one in opened.chapters()] == [
        one.title for one in programme.chapters
    ]
    assert opened.metadata["title"] == "Nine; elements = one #brief"


def test_it_starts_fast(programme):
    data = programme.video.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_a_segment_is_the_same_each_time(programme, tmp_path):
    for name in ("one.mp4", "two.mp4"):
        Joiner().segment(programme.slides[0], 3.337, tmp_path / name)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_the_second_picture_of_a_slide_costs_next_to_nothing(programme, tmp_path):
    Joiner().segment(programme.slides[0], 3.0, tmp_path / "one.mp4")
    with av.open(str(tmp_path / "one.mp4")) as container:
        whole, again = (packet.size for packet in container.demux(video=0) if packet.size)
    assert whole > 50 * again


def test_a_segment_has_no_b_frames_so_moving_ones_can_join_it(programme, tmp_path):
    Joiner().segment(programme.slides[0], 3.0, tmp_path / "one.mp4")
    with av.open(str(tmp_path / "one.mp4")) as container:
        assert not container.streams.video[0].codec_context.has_b_frames


def test_a_hundred_odd_lengths_do_not_drift(programme, tmp_path):
    Joiner().segment(programme.slides[0], 1.2345678, tmp_path / "part.mp4")
    Joiner().join(
        [(tmp_path / "part.mp4", 1.2345678)] * 100,
        programme.sound,
        tmp_path / "long.mp4",
        chapters=[],
        title="",
        comment="",
    )
    with av.open(str(tmp_path / "long.mp4")) as container:
        stream = container.streams.video[0]
        assert float(stream.duration * stream.time_base) == pytest.approx(123.45678, abs=0.002)


def test_a_broken_slide_is_an_error_that_says_what_to_do(tmp_path):
    (tmp_path / "slide.png").write_bytes(b"no picture")
    with pytest.raises(EngineError) as caught:
        Joiner().segment(tmp_path / "slide.png", 2.0, tmp_path / "out.mp4")
    assert caught.value.code == "bad_image"
    assert "slide.png" in caught.value.message and "retry" in caught.value.message
    assert [path.name for path in tmp_path.iterdir()] == ["slide.png"]


def test_a_failed_join_keeps_what_was_there(programme, tmp_path):
    (tmp_path / "out.mp4").write_bytes(b"yesterday's")
    with pytest.raises(EngineError):
        Joiner().join(
            [(tmp_path / "gone.mp4", 1.0)],
            programme.sound,
            tmp_path / "out.mp4",
            chapters=[],
            title="",
            comment="",
        )
    assert (tmp_path / "out.mp4").read_bytes() == b"yesterday's"


def test_too_short_a_slide_is_refused(programme, tmp_path):
    with pytest.raises(EngineError) as caught:
        Joiner().segment(programme.slides[0], 0.05, tmp_path / "out.mp4")
    assert caught.value.code == "bad_length"


def test_a_segment_that_cannot_be_written_to_its_end_is_told_and_leaves_nothing(programme, tmp_path):
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
    try:
        with pytest.raises(EngineError) as caught:
            Joiner().segment(programme.slides[0], 1.0, tmp_path / "out.mp4")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert caught.value.code == "cannot_write"
    assert "out.mp4" in caught.value.message
    assert list(tmp_path.iterdir()) == []


def test_segments_of_coders_that_differ_are_not_joined(programme, tmp_path):
    parts = [tmp_path / "still.mp4", tmp_path / "other.mp4"]
    for part, slide in zip(parts, (WIDE, UPRIGHT), strict=True):
        Image.new("RGB", slide).save(tmp_path / "slide.png")
        Joiner().segment(tmp_path / "slide.png", 1.0, part)
    with pytest.raises(EngineError, match="GREENROOM_FFMPEG") as caught:
        Joiner().join(
            [(part, 1.0) for part in parts],
            programme.sound,
            tmp_path / "film.mp4",
            chapters=[],
            title="",
            comment="",
        )
    assert caught.value.code == "unlike_segments"


def test_an_upright_slide_stays_upright(tmp_path):
    Image.new("RGB", UPRIGHT, "#804020").save(tmp_path / "slide.png")
    Joiner().segment(tmp_path / "slide.png", 1.0, tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        frame = next(container.decode(video=0))
    assert (frame.width, frame.height) == UPRIGHT
    assert np.abs(frame.to_ndarray(format="rgb24")[900, 500] - np.array([0x80, 0x40, 0x20])).max() <= 3


def test_a_disk_that_fills_while_writing_is_told_as_such(tmp_path):
    with pytest.raises(EngineError) as caught, ffmpeg.written(tmp_path / "file") as draft:
        draft.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []
