"""Moving segments among still ones, joined by copy, read back with PyAV."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from generation.engines import movement
from generation.engines.h264 import FPS
from generation.engines.scenes import MovingScenes
from generation.engines.slides import TypstSlides
from generation.engines.video import Joiner
from generation.ports import EngineError, Move, Movement

BT709, LIMITED = 1, 1
TICKS = 90_000
SETTING = "Stage 4, 6.40 in the morning"
MOVING = 0.48


def story(speaker, text):
    return {"kind": "story", "setting": SETTING, "speaker": speaker, "text": text, "eyebrow": ""}


@dataclass(frozen=True)
class Film:
    """slides: the setting, a line, the narrator, another line; seconds and moves of each."""

    slides: tuple[Path, ...]
    seconds: tuple[float, ...]
    moves: tuple[Move | None, ...]
    segments: tuple[Path, ...]
    video: Path

    def begins(self, number: int) -> float:
        return sum(self.seconds[:number])


@pytest.fixture(scope="session")
def film(programme, tmp_path_factory) -> Film:
    folder = tmp_path_factory.mktemp("film")
    told = [story("", ""), story("Ines", "Forty pictures of a ferry."), story("", "Rain. Nobody speaks.")]
    slides = TypstSlides().render([*told, story("Tom", "None of them is the film.")], folder)
    moves = (
        None,
        Move(Movement.DISSOLVE, MOVING, slides[0]),
        Move(Movement.PUSH, 2 * MOVING),
        Move(Movement.DISSOLVE, MOVING, slides[2], after_push=True),
    )
    segments = [folder / f"segment {number}'s.mp4" for number in range(len(slides))]
    for slide, seconds, move, target in zip(slides, programme.seconds, moves, segments, strict=True):
        if move is None:
            Joiner().segment(slide, seconds, target)
        else:
            MovingScenes().scene(slide, seconds, target, move)
    parts = list(zip(segments, programme.seconds, strict=True))
    video = folder / "film.mp4"
    Joiner().join(parts, programme.sound, video, chapters=[], title="", comment="")
    return Film(tuple(slides), programme.seconds, moves, tuple(segments), video)


@pytest.fixture(scope="session")
def shown(film) -> list[tuple[float, np.ndarray]]:
    """(second, colours) of every frame of the film, at a quarter of its size."""
    with av.open(str(film.video)) as container:
        return [(frame.time, seen(frame)) for frame in container.decode(video=0)]


def seen(frame) -> np.ndarray:
    return frame.to_ndarray(format="rgb24")[::4, ::4].astype(float)


def slide(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"), dtype=float)[::4, ::4]


def at(shown, second) -> np.ndarray:
    return [picture for time, picture in shown if time <= second + 1e-4][-1]


def away(one, other) -> float:
    return float(np.abs(one - other).mean())


def packets(path):
    with av.open(str(path)) as container:
        return [one for one in container.demux(container.streams.video[0]) if one.pts is not None]


def test_moving_and_still_segments_are_coded_alike_so_that_they_join_by_copy(film):
    written = set()
    for path in film.segments:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            coder = stream.codec_context
            assert (coder.color_primaries, coder.color_trc, coder.colorspace) == (BT709, BT709, BT709)
            assert (coder.color_range, coder.has_b_frames) == (LIMITED, False)
            written.add((coder.profile, coder.level, stream.time_base, bytes(coder.extradata)))
    assert len(written) == 1


def test_it_moves_at_25_frames_a_second_and_then_holds_with_two_frames(film):
    for move, path, seconds in zip(film.moves, film.segments, film.seconds, strict=True):
        stamps = [one.pts for one in packets(path)]
        moving = round(move.seconds * FPS) if move else 0
        assert len(stamps) == moving + 2
        assert stamps[:-1] == [number * TICKS // FPS for number in range(moving + 1)]
        assert stamps[-1] == round((seconds - 0.04) * TICKS)


def test_time_stamps_rise_over_every_cut_and_each_segment_begins_on_its_second(film):
    found = packets(film.video)
    stamps = [one.dts for one in found]
    assert stamps == sorted(set(stamps)) and stamps == [one.pts for one in found]
    keys = {round(one.pts * one.time_base * TICKS) for one in found if one.is_keyframe}
    # A dissolve may have one more in its middle, where the coder finds nothing left of the picture before.
    assert keys >= {round(film.begins(number) * TICKS) for number in range(len(film.slides))}


def test_the_whole_film_decodes_and_ends_with_its_sound(film, shown, programme):
    assert len(shown) == len(packets(film.video))
    with av.open(str(film.video)) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        ends = [float(one.duration * one.time_base) for one in (picture, sound)]
    assert ends[0] == pytest.approx(ends[1], abs=0.05)
    assert ends[0] == pytest.approx(programme.total, abs=0.05)


def test_before_and_after_every_cut_the_right_picture_stands(film, shown):
    ends = [at(shown, film.begins(number) + film.seconds[number] - 0.01) for number in range(4)]
    begins = [at(shown, film.begins(number)) for number in range(4)]
    for number in (0, 1, 3):
        assert away(ends[number], slide(film.slides[number])) < 2
    for number in (1, 3):
        assert away(begins[number], ends[number - 1]) < 1, "it comes out of what stood there, pushed or not"
    assert away(begins[2], slide(film.slides[2])) < 2
    assert away(ends[2], begins[2]) > 1, "the push ends closer than it began"


def test_halfway_a_dissolve_shows_neither_of_its_pictures_in_full(film, shown):
    middle = at(shown, film.begins(1) + MOVING / 2)
    for number in (0, 1):
        assert away(middle, slide(film.slides[number])) > 1


def test_it_holds_still_once_it_has_moved(film, shown):
    for number in (1, 2, 3):
        still = film.begins(number) + film.moves[number].seconds
        assert away(at(shown, still), at(shown, film.begins(number) + film.seconds[number] - 0.01)) < 0.5


def test_seeking_into_a_movement_and_into_what_holds_gives_the_picture_of_that_second(film, shown):
    wanted = [film.begins(1) + 0.2, film.begins(2) + 0.5, film.begins(2) + 1.5, film.begins(3) + 1.0]
    with av.open(str(film.video)) as container:
        for second in wanted:
            container.seek(int(second * av.time_base))
            *_, frame = _until(container, second)
            assert away(seen(frame), at(shown, second)) == 0


def _until(container, second):
    for frame in container.decode(video=0):
        if frame.time > second + 1e-4:
            return
        yield frame


def test_words_rise_and_fade_in_on_a_card_that_stands(film, tmp_path):
    MovingScenes().scene(film.slides[3], 1.5, tmp_path / "in.mp4", Move(Movement.ENTER, MOVING))
    with av.open(str(tmp_path / "in.mp4")) as container:
        first, *_, last = [seen(one) for one in container.decode(video=0)]
    assert away(last, slide(film.slides[3])) < 2
    card = (slice(None), slice(36, 40))
    assert away(first[card], last[card]) < 1, "its left edge, where no word is"
    words = slice(60, 230), slice(None)
    assert first[words].max() < last[words].max() - 60, "they are faint"
    outside = slice(240, 270), slice(None)
    assert away(first[outside], last[outside]) < 1, "the footer"


def test_nothing_grows_by_more_than_four_percent():
    picture = np.full((1620, 1920), 16, dtype=np.uint8)
    movement.planes(picture)[0][400:700, 800:1100] = 200
    grown = movement.planes(movement.push(picture)(1.0))[0] > 100
    assert 300 < np.count_nonzero(grown.any(axis=0)) <= 312
    assert 300 < np.count_nonzero(grown.any(axis=1)) <= 312


def test_a_scene_is_the_same_each_time(film, tmp_path):
    for name in ("one.mp4", "two.mp4"):
        MovingScenes().scene(film.slides[1], 2.0, tmp_path / name, Move(Movement.ENTER, 0.2))
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_a_slide_without_words_still_enters(tmp_path):
    Image.new("RGB", (1920, 1080), "#0F1512").save(tmp_path / "empty.png")
    MovingScenes().scene(tmp_path / "empty.png", 1.0, tmp_path / "out.mp4", Move(Movement.ENTER, 0.2))
    assert len(packets(tmp_path / "out.mp4")) == 7


def test_a_movement_longer_than_its_scene_is_refused(film, tmp_path):
    with pytest.raises(EngineError) as caught:
        MovingScenes().scene(film.slides[1], 0.4, tmp_path / "out.mp4", Move(Movement.ENTER, MOVING))
    assert caught.value.code == "bad_length"


def test_a_broken_slide_is_named_and_nothing_is_left(tmp_path):
    (tmp_path / "slide.png").write_bytes(b"no picture")
    with pytest.raises(EngineError, match="slide.png") as caught:
        MovingScenes().scene(tmp_path / "slide.png", 2.0, tmp_path / "out.mp4", Move(Movement.ENTER, MOVING))
    assert caught.value.code == "bad_image"
    assert [path.name for path in tmp_path.iterdir()] == ["slide.png"]


def moved_by(program, film, tmp_path):
    MovingScenes(str(program)).scene(film.slides[1], 3.0, tmp_path / "out.mp4", Move(Movement.PUSH, MOVING))


def test_a_missing_ffmpeg_says_what_to_install(film, tmp_path):
    with pytest.raises(EngineError, match="GREENROOM_FFMPEG") as caught:
        moved_by(tmp_path / "no-ffmpeg", film, tmp_path)
    assert caught.value.code == "engine_missing"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_told_as_such(film, tmp_path):
    script = tmp_path / "ffmpeg"
    script.write_text(
        "#!/bin/sh\nhead -c 100000 /dev/zero 2>/dev/null > /dev/full || echo 'x: No space left on "
        "device' >&2\nexit 1\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    with pytest.raises(EngineError) as caught:
        moved_by(script, film, tmp_path)
    assert caught.value.code == "disk_full"
