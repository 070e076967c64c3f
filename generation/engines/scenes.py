"""Scenes that move and then hold still: MoviePy asks for the frames, ffmpeg encodes them as they come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import moviepy
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from moviepy.video.VideoClip import VideoClip
from PIL import Image, UnidentifiedImageError

from generation.engines import ffmpeg, movement
from generation.engines.h264 import ARGUMENTS, COLOUR, FPS, TIMESCALE
from generation.engines.movement import Frames, Picture
from generation.engines.video import LAST_FRAME
from generation.ports import EngineError, Move, Movement

REVISION = "1"
"""Changes with anything in here or in movement.py that changes a frame."""
RAW = f"-f rawvideo -pix_fmt yuv420p -s {movement.WIDE}x{movement.HIGH} -framerate {FPS} -i pipe:0".split()


class MovingScenes:
    """The Scenes port by MoviePy. program: path of ffmpeg, "" for the bundled one."""

    name = "MoviePy"

    def __init__(self, program: str = "") -> None:
        self._ffmpeg = ffmpeg.Program(program)

    @property
    def version(self) -> str:
        return f"{moviepy.__version__}.{REVISION}, ffmpeg {self._ffmpeg.version}"

    def scene(self, slide: Path, seconds: float, target: Path, move: Move) -> None:
        """The moving part has FPS frames a second; two more hold what is still, as in any segment."""
        moving = round(move.seconds * FPS)
        last = round((seconds - LAST_FRAME) * TIMESCALE)
        if not 0 < moving * TIMESCALE / FPS < last:
            raise EngineError(
                "bad_length",
                f"A scene of {seconds:.2f} s cannot move for {move.seconds:.2f} s. "
                "Give it more to say, then retry.",
            )
        frames = _drawn(slide, move)
        stamps = f"if(eq(N,{moving + 1}),{last},N*{TIMESCALE // FPS})"
        graph = f"setparams={COLOUR},settb=1/{TIMESCALE},setpts='{stamps}'"
        times = f"-fps_mode vfr -enc_time_base 1:{TIMESCALE} -video_track_timescale {TIMESCALE}".split()
        with ffmpeg.written(target) as draft:
            self._ffmpeg.run(
                [*RAW, "-vf", graph, "-an", *ARGUMENTS, *times, *ffmpeg.SAME_BYTES, "-f", "mp4", draft],
                feed=_fed(frames, moving),
            )


def _drawn(slide: Path, move: Move) -> Frames:
    picture = _picture(slide)
    if move.kind is Movement.DISSOLVE and move.before is not None:
        before = _picture(move.before)
        return movement.dissolve(movement.push(before)(1.0) if move.after_push else before, picture)
    return movement.push(picture) if move.kind is Movement.PUSH else movement.entrance(picture)


def _fed(frames: Frames, moving: int) -> Iterator[bytes]:
    """The moving frames, then twice the one that stays."""

    def at(seconds: float) -> Picture:
        return frames((seconds * FPS + 1) / (moving + 1))

    # Half a frame more: MoviePy cuts a length off at whole frames, and 1.16 s of 25 a second would give 28.
    clip = VideoClip(frame_function=at, duration=(moving + 0.5) / FPS)
    for frame in clip.iter_frames(fps=FPS, logger=None):
        yield frame.tobytes()
    still = frames(1.0).tobytes()
    yield still
    yield still


def _picture(path: Path) -> Picture:
    """A slide as the coder is given it, converted as a still segment's is."""
    try:
        with Image.open(path) as picture:
            seen = np.array(picture.convert("RGB"))
    except (OSError, UnidentifiedImageError) as error:
        raise EngineError(
            "bad_image",
            f"The slide {path.name} cannot be read ({error}). Make its pictures again, then retry.",
        ) from error
    if seen.shape != (movement.HIGH, movement.WIDE, 3):
        raise EngineError(
            "bad_image",
            f"The slide {path.name} is not {movement.WIDE} x {movement.HIGH}. Make its pictures again.",
        )
    frame = VideoFrame.from_ndarray(seen, format="rgb24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    return frame.to_ndarray().astype(np.uint8, copy=False)
