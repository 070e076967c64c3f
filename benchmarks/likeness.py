"""How like the slides a video's pictures are: structural similarity (Wang et al. 2004), by ffmpeg's ssim."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

SAMPLES = 8
GRAPH = (
    "[0:v]trim=end_frame=1,format=yuv420p[made];"
    "[1:v]scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[drawn];[made][drawn]ssim"
)


def worst(video: Path, slides: Sequence[tuple[Path, float]]) -> float:
    """The least similarity, 0..1, of what is shown of a slide to that slide, of some over the lesson."""
    found, at = [], 0.0
    every = max(1, len(slides) // SAMPLES)
    for number, (slide, seconds) in enumerate(slides):
        if number % every == 0:
            # Its first frame: where a slide has one alone, nothing stands in its middle to be found.
            found.append(_of(video, max(0.0, at - 0.001), slide))
        at += seconds
    return min(found)


def _of(video: Path, second: float, slide: Path) -> float:
    sources = ["-ss", f"{second:.3f}", "-i", str(video), "-i", str(slide)]
    command = [get_ffmpeg_exe(), "-hide_banner", "-nostdin", *sources, "-lavfi", GRAPH, "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return float(re.search(r"SSIM .*All:([0-9.]+)", said)[1])
