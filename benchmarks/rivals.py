"""Other ways to a narrated video of still slides, each as its makers would write it.

PresentAgent (github.com/AIGeeksGroup/PresentAgent) and Paper2Video (github.com/showlab/Paper2Video) publish
the flags that they give to ffmpeg; those are restated here, for a slide and a sound. Paper2Video lays a
talking head over its slides besides: that is left out.
"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe
from moviepy import AudioFileClip, ImageClip, concatenate_videoclips

FPS = 24

Slides = list[tuple[Path, float]]
"""(picture, seconds) in order."""

PRESENTAGENT = (
    "-vf scale=1920:1080 -c:v libx264 -tune stillimage -c:a aac -b:a 192k -pix_fmt yuv420p -shortest".split()
)
PAPER2VIDEO = "-c:v libx264 -c:a aac -preset fast -crf 23 -pix_fmt yuv420p -shortest".split()


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
    _ffmpeg([*sources, *picture, *"-c:a aac -b:a 128k -movflags +faststart".split(), target])


def presentagent(slides: Slides, sound: Path, target: Path) -> None:
    _looped(slides, sound, target, lambda seconds: [], PRESENTAGENT)


def paper2video(slides: Slides, sound: Path, target: Path) -> None:
    _looped(slides, sound, target, lambda seconds: ["-t", f"{seconds:.6f}"], PAPER2VIDEO)


def _looped(
    slides: Slides,
    sound: Path,
    target: Path,
    length: Callable[[float], Sequence[str]],
    flags: Sequence[str],
) -> None:
    """A looped picture and its stretch of the sound for each slide, the results joined by copy."""
    listing, at, lines = target.with_suffix(".txt"), 0.0, ["ffconcat version 1.0"]
    for number, (path, seconds) in enumerate(slides):
        part = target.with_name(f"{target.stem}-{number}.mp4")
        stretch = ["-ss", f"{at:.6f}", "-t", f"{seconds:.6f}", "-i", sound]
        _ffmpeg(["-loop", "1", *length(seconds), "-i", path, *stretch, *flags, part])
        lines.append(f"file '{part}'")
        at += seconds
    listing.write_text("\n".join(lines) + "\n")
    _ffmpeg(["-f", "concat", "-safe", "0", "-i", listing, "-c", "copy", target])


def _ffmpeg(arguments: Sequence[str | Path]) -> None:
    quiet = "-hide_banner -loglevel error -nostdin -y".split()
    subprocess.run([get_ffmpeg_exe(), *quiet, *map(str, arguments)], check=True)


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
