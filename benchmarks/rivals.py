"""Two other ways to a narrated video of still slides, each as its makers would write it."""

import subprocess
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe
from moviepy import AudioFileClip, ImageClip, concatenate_videoclips

FPS = 24

Slides = list[tuple[Path, float]]
"""(picture, seconds) in order."""


def plain_pass(slides: Slides, sound: Path, target: Path) -> None:
    """One ffmpeg: a frame a slide, variable rate, the whole sound encoded at once. No levels, no chapters."""
    listing = target.with_suffix(".txt")
    lines = [f"file '{path}'\nduration {seconds:.6f}" for path, seconds in slides]
    # The concat demuxer shows the last picture for its duration only if it is named once more.
    listing.write_text("\n".join(["ffconcat version 1.0", *lines, f"file '{slides[-1][0]}'"]) + "\n")
    sources = ["-f", "concat", "-safe", "0", "-i", listing, "-i", sound]
    picture = (
        "-vf format=yuv420p -fps_mode vfr -c:v libx264 -preset veryfast -tune stillimage -crf 20".split()
    )
    arguments = [*sources, *picture, *"-c:a aac -b:a 128k -movflags +faststart".split(), target]
    command = [get_ffmpeg_exe(), *"-hide_banner -loglevel error -nostdin -y".split(), *map(str, arguments)]
    subprocess.run(command, check=True)


def moviepy_chain(slides: Slides, sound: Path, target: Path) -> None:
    """MoviePy's quickest: still clips in a chain, nothing composited, libx264 at its quick preset."""
    film = concatenate_videoclips(
        [ImageClip(str(path)).with_duration(seconds) for path, seconds in slides], method="chain"
    )
    with AudioFileClip(str(sound)) as whole:
        film.with_audio(whole.subclipped(0, film.duration)).write_videofile(
            str(target),
            fps=FPS,
            codec="libx264",
            audio_codec="aac",
            preset="veryfast",
            threads=2,
            logger=None,
        )
