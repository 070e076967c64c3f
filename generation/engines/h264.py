"""Pictures as H.264 in Rec. 709: how every segment is coded, so that all of them join by copy."""

from __future__ import annotations

import os
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
from av.codec.context import Flags
from av.video.frame import VideoFrame

from generation.engines import ffmpeg

TIMESCALE = 90_000
FPS = 25
COLOUR = "color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
# setparams in the graph: the output options -color_primaries and its sisters leave the stream untagged.
BT709, LIMITED = 1, 1
# Without B-frames time stamps stay in order when segments are joined by copy.
OPTIONS = {"preset": "veryfast", "tune": "stillimage", "crf": "20", "bf": "0", "threads": "1"}
ARGUMENTS = ["-c:v", "libx264", *(word for name, value in OPTIONS.items() for word in (f"-{name}", value))]
"""Of the ffmpeg program; OPTIONS of its library in this process."""
STILL = OPTIONS | {"subq": "1"}
"""Where nothing moves: finer search takes a quarter longer, for the same likeness and 2 % fewer bytes."""
# No encoder tag and no date, so that the same input gives the same file.
FILE = {"fflags": "+bitexact", "video_track_timescale": str(TIMESCALE)}


def encode(frames: Iterable[tuple[VideoFrame, int]], target: Path, *, width: int, height: int) -> None:
    """A silent .mp4 of a still: (frame in yuv420p, tick of TIMESCALE), in this process. Raises EngineError.

    It is coded in 30 ms; starting the program and reading the picture there take three times as long.
    """
    with ffmpeg.written(target) as draft:
        try:
            with av.open(str(draft), "w", format="mp4", options=FILE) as container:
                stream = container.add_stream("libx264", rate=FPS, options=STILL)
                stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
                coder = stream.codec_context
                coder.time_base = Fraction(1, TIMESCALE)
                coder.flags |= Flags.bitexact
                coder.color_primaries = coder.color_trc = coder.colorspace = BT709
                coder.color_range = LIMITED
                for frame, tick in frames:
                    frame.pts, frame.time_base = tick, coder.time_base
                    container.mux(stream.encode(frame))
                container.mux(stream.encode(None))
        except av.error.FFmpegError as error:
            raise OSError(error.errno, os.strerror(error.errno)) from error
