"""Authors' clips made to fit: read back with PyAV, measured with pyloudnorm."""

import subprocess
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage

from generation.engines import clip_source, wave_file
from generation.engines.clips import Placed
from generation.engines.video import Joiner
from generation.ports import EngineError, Footage
from tests.generation.engines.measured import lufs, true_peak

PAPER = "#0F1512"
SECONDS, LONGER = 0.6, 1.12
FRAMES = 64
X264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p".split()


@pytest.fixture(scope="session")
def reel(tmp_path_factory):
    """Films and recordings, made when first asked for. They are white on the left and blue on the right."""
    folder = tmp_path_factory.mktemp("reel")

    def made(name: str, *options: str, size="160x120", rate=24, seconds=SECONDS, hum="") -> Path:
        target = folder / name
        if not target.exists():
            length = f"{size}:r={rate}:d={seconds}"
            picture = ["-f", "lavfi", "-i", f"color=c=blue:s={length},drawbox=w=iw/2:c=white:t=fill"]
            sound = ["-f", "lavfi", "-i", hum] if hum else []
            _ffmpeg(*picture, *sound, *X264, *options, str(target))
        return target

    return made


def _ffmpeg(*arguments: str) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *arguments], check=True)


def footage(path: Path, seconds=SECONDS) -> Footage:
    return Footage(path, "The lamp test", seconds)


def placed(path: Path, folder: Path, seconds=SECONDS) -> Path:
    Placed().picture(footage(path), seconds, folder / "placed.mp4", paper=PAPER)
    return folder / "placed.mp4"


def pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def stamps(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        return [one.pts for one in container.demux(video=0) if one.pts is not None]


def is_white(pixel) -> bool:
    return bool((pixel > 200).all())


def is_blue(pixel) -> bool:
    return bool(pixel[2] > 200 and pixel[0] < 60)


def is_paper(pixel) -> bool:
    return bool(np.abs(pixel.astype(int) - (15, 21, 18)).max() <= 4)


@pytest.fixture(scope="session")
def longer(reel, tmp_path_factory) -> Path:
    """A film four by three of 0.6 s, placed as one that should last 1.12 s: 28 frames."""
    return placed(reel("film.mp4"), tmp_path_factory.mktemp("longer"), LONGER)


def test_a_clip_joins_slides_by_copy_at_25_frames_a_second(longer, programme, tmp_path):
    still = tmp_path / "still.mp4"
    Joiner().segment(programme.slides[0], 1.0, still)
    written = []
    for path in (longer, still):
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            written.append((stream.time_base, bytes(stream.codec_context.extradata)))
    assert written[0] == written[1]
    parts = [(still, 1.0), (longer, LONGER), (still, 1.0)]
    Joiner().join(parts, programme.sound, tmp_path / "all.mp4", chapters=[], title="", comment="")
    expected = [0, 86_400, *range(90_000, 190_800, 3600), 190_800, 190_800 + 86_400]
    assert stamps(tmp_path / "all.mp4") == expected
    shown = pictures(tmp_path / "all.mp4")
    assert [is_white(frame[540, 400]) for frame in shown] == [False, False, *[True] * 28, False, False]


def test_the_whole_picture_is_seen_unstretched_on_the_slides_own_paper(longer):
    shown = pictures(longer)[5]
    assert is_paper(shown[540, 230]) and is_white(shown[540, 250])
    assert is_white(shown[540, 950]) and is_blue(shown[540, 970])
    assert is_blue(shown[540, 1670]) and is_paper(shown[540, 1690])
    assert is_white(shown[4, 400]) and is_white(shown[1075, 400]), "four to three is as high as the frame"


def test_the_last_frame_stays_where_the_picture_is_a_little_shorter_than_the_clip(longer):
    shown = pictures(longer)
    assert len(shown) == 28
    assert is_white(shown[-1][540, 400])


def test_a_film_held_upright_stands_upright(reel, tmp_path):
    lying = reel("lying.mp4")
    upright = tmp_path / "upright.mp4"
    _ffmpeg("-display_rotation", "90", "-i", str(lying), "-c", "copy", str(upright))
    shown = pictures(placed(upright, tmp_path))[0]
    assert is_paper(shown[540, 540]) and is_paper(shown[540, 1380])
    assert {is_white(shown[200, 960]), is_white(shown[900, 960])} == {True, False}


def test_pixels_that_are_not_square_and_frames_that_come_as_they_like_are_put_right(reel, tmp_path):
    wide = reel(
        "wide.mp4", "-vf", "setsar=4/3,select='lt(n\\,6)+not(mod(n\\,5))'", "-fps_mode", "vfr", rate=60
    )
    shown = placed(wide, tmp_path)
    assert stamps(shown) == [number * 3600 for number in range(15)]
    assert is_white(pictures(shown)[9][540, 4]), "four to three of such pixels fill sixteen to nine"


@pytest.mark.parametrize("volume", ["-20dB", "+9dB"])
def test_a_clip_is_as_loud_as_the_lesson_around_it(reel, tmp_path, volume):
    hum = f"anoisesrc=d=1.5:c=pink:seed=4,volume={volume}"
    film = reel(f"hum{volume}.mp4", "-c:a", "aac", seconds=1.5, hum=hum)
    Placed().sound(footage(film, 1.5), tmp_path / "sound.wav", frames=FRAMES)
    samples = wave_file.read(tmp_path / "sound.wav")
    assert len(samples) == FRAMES * 1024
    assert lufs(samples) == pytest.approx(-16, abs=0.6)
    assert true_peak(samples) <= -2.5


def test_sound_that_comes_in_later_than_the_picture_is_as_late_in_the_lesson(tmp_path):
    delayed = ["-itsoffset", "0.3", "-f", "lavfi", "-i", "sine=f=300:d=0.3"]
    _ffmpeg(
        "-f", "lavfi", "-i", "color=s=64x64:d=0.6", *delayed, *X264, "-c:a", "aac", f"{tmp_path}/late.mp4"
    )
    Placed().sound(footage(tmp_path / "late.mp4"), tmp_path / "sound.wav", frames=28)
    heard = np.abs(wave_file.read(tmp_path / "sound.wav")) > 0.02
    assert np.flatnonzero(heard)[0] / 48_000 == pytest.approx(0.3, abs=0.05)


def test_a_film_without_sound_is_silent_for_as_long_as_it_lasts(reel, tmp_path):
    Placed().sound(footage(reel("film.mp4")), tmp_path / "sound.wav", frames=28)
    samples = wave_file.read(tmp_path / "sound.wav")
    assert len(samples) == 28 * 1024
    assert not samples.any()


def damaged(path: Path, target: Path) -> Path:
    data = bytearray(path.read_bytes())
    middle = data.index(b"mdat") + 900
    data[middle : middle + 2000] = bytes(number * 7 % 256 for number in range(2000))
    target.write_bytes(data)
    return target


def cut_off(path: Path, target: Path) -> Path:
    _ffmpeg("-i", str(path), "-c", "copy", "-movflags", "+faststart", str(target))
    data = target.read_bytes()
    target.write_bytes(data[: data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2])
    return target


def noise(reel) -> Path:
    return reel("noise.mp4", "-vf", "noise=alls=80:allf=t", seconds=2.5)


FAULTS = {
    "damaged": (lambda reel, to: damaged(noise(reel), to), 2.5, "damaged"),
    "cut off": (lambda reel, to: cut_off(noise(reel), to), 2.5, "a part is missing"),
    "no film": (lambda reel, to: to.write_bytes(b"words") and to, 1.0, "cannot be read"),
    "no time": (lambda reel, to: reel("film.mp4"), 0.0, "no time at all"),
    "too long": (lambda reel, to: reel("film.mp4"), 7200.0, "lasts 120:00"),
    "8K": (lambda reel, to: reel("8k.mp4", size="7680x4320", rate=5, seconds=0.2), 0.2, "7680 x 4320"),
    "HDR": (lambda reel, to: reel("hdr.mp4", "-vf", "setparams=color_trc=smpte2084"), SECONDS, "HDR (PQ)"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_clip_that_cannot_be_placed_is_named_with_what_to_do_and_leaves_nothing(reel, tmp_path, fault):
    make, seconds, told = FAULTS[fault]
    clip = footage(make(reel, tmp_path / "source.mp4"), seconds)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(EngineError) as caught:
        Placed().picture(clip, max(seconds, SECONDS), out / "placed.mp4", paper=PAPER)
    assert caught.value.code == "bad_clip"
    assert "“The lamp test”" in caught.value.message and told in caught.value.message
    assert "upload it" in caught.value.message
    assert list(out.iterdir()) == []


def test_a_recording_in_place_of_a_film_is_refused(tmp_path):
    _ffmpeg("-f", "lavfi", "-i", "sine=d=0.6", str(tmp_path / "sound.m4a"))
    with pytest.raises(EngineError, match="no picture"):
        placed(tmp_path / "sound.m4a", tmp_path)


def test_damaged_sound_is_refused_as_well(tmp_path):
    _ffmpeg("-f", "lavfi", "-i", "anoisesrc=d=1", "-c:a", "aac", str(tmp_path / "noise.m4a"))
    clip = footage(damaged(tmp_path / "noise.m4a", tmp_path / "source.m4a"))
    with pytest.raises(EngineError, match="damaged"):
        Placed().sound(clip, tmp_path / "sound.wav", frames=28)
    assert not (tmp_path / "sound.wav").exists()


def test_a_clip_of_a_remote_store_is_fetched_once(tmp_path, monkeypatch):
    class Remote(InMemoryStorage):
        opened = 0

        def _open(self, name, mode="rb"):
            Remote.opened += 1
            return super()._open(name, mode)

    monkeypatch.setattr(clip_source, "default_storage", Remote())
    clip_source.default_storage.save("clips/one.mp4", ContentFile(b"film"))
    for _ in range(2):
        assert clip_source.fetched("clips/one.mp4", "The lamp test", tmp_path).read_bytes() == b"film"
    assert Remote.opened == 1
    assert [path.name for path in tmp_path.iterdir()] == ["one.mp4"]


def test_a_clip_whose_file_is_gone_is_named(tmp_path):
    for store in (default_storage, InMemoryStorage()):
        with pytest.raises(EngineError, match="“The lamp test” is gone") as caught:
            clip_source.fetched("clips/gone.mp4", "The lamp test", tmp_path)
        assert caught.value.code == "bad_clip", store
