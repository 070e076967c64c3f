"""The programme's picture: two frames a slide, segments joined by copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange, Colorspace

from generation.engines import ffmpeg, joining
from generation.engines.h264 import TIMESCALE, encode
from generation.ports import Chapter, EngineError

LAST_FRAME = 0.04
"""Seconds before a segment's end at which its second frame stands: players that show the last frame late
still have it.
"""
SHORTEST = 0.1
WIDE, UPRIGHT = (1920, 1080), (1080, 1920)
REVISION = "4"
"""Changes with anything in here or in h264.py that changes a segment."""


class Joiner:
    """The Video port by FFmpeg's libraries, in this process."""

    name = "FFmpeg H.264"

    @property
    def version(self) -> str:
        return f"{av.ffmpeg_version_info}.{REVISION}"

    def segment(self, slide: Path, seconds: float, target: Path) -> None:
        """A silent segment of one slide: a frame at its start and one 40 ms before its end."""
        if seconds < SHORTEST:
            raise EngineError(
                "bad_length", f"A slide must stay for at least {SHORTEST} s; this one has {seconds:.2f} s."
            )
        frame = _frame(slide)
        ticks = (0, round((seconds - LAST_FRAME) * TIMESCALE))
        encode(((frame, tick) for tick in ticks), target, width=frame.width, height=frame.height)

    def join(
        self,
        segments: Sequence[tuple[Path, float]],
        sound: Path,
        target: Path,
        *,
        chapters: Sequence[Chapter],
        title: str,
        comment: str,
    ) -> None:
        """Join (segment, seconds) by copy, add the encoded sound by copy, chapters and a fast start."""
        with ffmpeg.written(target) as draft:
            joining.join(
                segments,
                sound,
                draft,
                timescale=TIMESCALE,
                chapters=chapters,
                title=title,
                comment=comment,
            )


def _frame(slide: Path) -> VideoFrame:
    """A slide as the coder wants it: lying or upright, Rec. 709, limited range."""
    coder = av.CodecContext.create("png", "r")
    coder.thread_count = 1  # with more it holds a picture back, and several slides are read at a time
    try:
        [seen] = coder.decode(Packet(slide.read_bytes()))
    except (OSError, ValueError, av.error.FFmpegError) as error:
        raise EngineError(
            "bad_image",
            f"The slide {slide.name} cannot be read ({error}). Make its pictures again, then retry.",
        ) from error
    width, height = UPRIGHT if seen.height > seen.width else WIDE
    frame = seen.reformat(
        width=width,
        height=height,
        format="yuv420p",
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
    )
    # A picture that was decoded says it is a key frame: it would be coded whole each time it is shown.
    frame.pict_type = PictureType.NONE
    return frame
