"""The programme's picture: two frames a slide, segments joined by copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generation.engines import ffmpeg, joining
from generation.ports import Chapter, EngineError

TIMESCALE = 90_000
LAST_FRAME = 0.04
"""Seconds before a segment's end at which its second frame stands: players that show the last frame late
still have it.
"""
SHORTEST = 0.1
COLOUR = "color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
# setparams in the graph: the output options -color_primaries and its sisters leave the stream untagged.
# Upright pictures, of recaps, stay upright.
SIZE = "w='if(gt(ih,iw),1080,1920)':h='if(gt(ih,iw),1920,1080)'"
PICTURE = f"scale={SIZE}:out_color_matrix=bt709:out_range=tv,format=yuv420p,setparams={COLOUR}"
# Without B-frames (-bf 0) time stamps stay in order when segments are joined by copy.
H264 = "-c:v libx264 -preset veryfast -tune stillimage -crf 20 -bf 0 -threads 1".split()


class Joiner:
    """The Video port by ffmpeg. program: path of ffmpeg, "" for the bundled one."""

    name = "FFmpeg H.264"

    def __init__(self, program: str = "") -> None:
        self._ffmpeg = ffmpeg.Program(program)

    @property
    def version(self) -> str:
        return self._ffmpeg.version

    def segment(self, slide: Path, seconds: float, target: Path) -> None:
        """A silent segment of one slide: a frame at its start and one 40 ms before its end."""
        if seconds < SHORTEST:
            raise EngineError(
                "bad_length", f"A slide must stay for at least {SHORTEST} s; this one has {seconds:.2f} s."
            )
        second = round((seconds - LAST_FRAME) * TIMESCALE)
        graph = f"{PICTURE},settb=1/{TIMESCALE},loop=1:1:0,setpts='if(eq(N,0),0,{second})'"
        source = [*"-f image2 -framerate 25 -pattern_type none -i".split(), slide]
        times = f"-fps_mode vfr -enc_time_base 1:{TIMESCALE} -video_track_timescale {TIMESCALE}".split()
        with ffmpeg.written(target) as draft:
            self._ffmpeg.run(
                [*source, "-vf", graph, "-an", *H264, *times, *ffmpeg.SAME_BYTES, "-f", "mp4", draft]
            )

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
