"""What a finished file says about itself, changed without touching sound or picture."""

from __future__ import annotations

from pathlib import Path

from generation.engines import ffmpeg


def relabel(source: Path, target: Path, *, title: str, comment: str, program: str = "") -> None:
    """Copy an .mp4 or .m4a with another title and comment; streams and chapters stay as they are."""
    form = "ipod" if source.suffix == ".m4a" else "mp4"
    with ffmpeg.written(target) as draft:
        ffmpeg.Program(program).run(
            [
                *("-i", source, "-map", "0:v?", "-map", "0:a", "-map_metadata", "0", "-map_chapters", "0"),
                *("-metadata", f"title={title}", "-metadata", f"comment={comment}", "-c", "copy"),
                *(*ffmpeg.SAME_BYTES, "-movflags", "+faststart", "-f", form, draft),
            ]
        )
