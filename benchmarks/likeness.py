"""How like the slides a video's pictures are: structural similarity (Wang et al. 2004), by ffmpeg's ssim."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import av
from av.video.frame import VideoFrame
from imageio_ffmpeg import get_ffmpeg_exe

SAMPLES = 8
# A film without a word about its colours is shown as Rec. 709 at this size.
GRAPH = (
    "[0:v]setparams=colorspace=bt709:range=tv[made];"
    "[1:v]scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[drawn];[made][drawn]ssim"
)


def worst(video: Path, slides: Sequence[tuple[Path, float]]) -> float:
    """The least similarity, 0..1, of what is shown in the middle of a slide to that slide, of some slides."""
    found, at = [], 0.0
    every = max(1, len(slides) // SAMPLES)
    with av.open(str(video)) as film:
        for number, (slide, seconds) in enumerate(slides):
            if number % every == 0:
                found.append(_of(_shown(film, at + seconds / 2), slide))
            at += seconds
    return min(found)


def _shown(film: av.container.InputContainer, second: float) -> VideoFrame:
    """The last picture that begins by then: some films have one a slide, others twenty-five a second."""
    film.seek(int(second * av.time_base))
    shown = None
    for frame in film.decode(video=0):
        if shown is not None and frame.time > second:
            break
        shown = frame
    return shown


def _of(frame: VideoFrame, slide: Path) -> float:
    raw = f"-f rawvideo -pix_fmt yuv420p -s {frame.width}x{frame.height} -i -".split()
    command = [get_ffmpeg_exe(), "-hide_banner", *raw, "-i", str(slide), "-lavfi", GRAPH, "-f", "null", "-"]
    picture = frame.to_ndarray().tobytes()  # as it is: naming a format would convert the colours too
    said = subprocess.run(command, check=True, capture_output=True, input=picture).stderr.decode()
    return float(re.search(r"SSIM .*All:([0-9.]+)", said)[1])
