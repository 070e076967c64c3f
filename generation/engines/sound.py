"""The programme's sound: passages joined, encoded once as AAC, measured as encoded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generation.engines import ffmpeg, meter, wave_file
from generation.ports import SAMPLE_RATE, Chapter, EngineError, Loudness

TARGET, TOLERANCE = -16.0, 0.5
"""LUFS."""
HIGHEST_PEAK = -1.5
"""dBTP."""
TRIES = 3
ADDED_BY_AAC = 1.4
"""dB that encoding may add to the peaks of limited speech."""
# The fast coder takes a third of the time of FFmpeg's default, and on speech nobody hears which one it was.
AAC = "-c:a aac -aac_coder fast -b:a 128k".split()


class Encoder:
    """The Sound port by ffmpeg. program: path of ffmpeg, "" for the bundled one."""

    name = "FFmpeg AAC"

    def __init__(self, program: str = "") -> None:
        self._ffmpeg = ffmpeg.Program(program)

    @property
    def version(self) -> str:
        return self._ffmpeg.version

    def encode(
        self, chunks: Sequence[Path], target: Path, *, chapters: Sequence[Chapter], title: str, comment: str
    ) -> Loudness:
        """Join levelled WAV chunks into an .m4a. A last trim mends what the join or AAC moved."""
        if not chunks:
            raise EngineError("bad_sound", "There is no sound to encode. Give the lesson something to say.")
        with (
            ffmpeg.notes(title=title, comment=comment, chapters=chapters) as notes,
            ffmpeg.written(target) as draft,
        ):
            gain, ceiling = 0.0, 0.0
            for _ in range(TRIES):
                self._encode(chunks, notes, draft, _trim(gain, ceiling))
                measured = meter.of_file(draft)
                if abs(measured.integrated - TARGET) <= TOLERANCE and measured.true_peak <= HIGHEST_PEAK:
                    return measured
                ceiling = ceiling or HIGHEST_PEAK - ADDED_BY_AAC
                ceiling -= max(0.0, measured.true_peak - HIGHEST_PEAK)
                gain += TARGET - measured.integrated
            raise EngineError(
                "loudness",
                f"The sound came out at {measured.integrated:.1f} LUFS with peaks of "
                f"{measured.true_peak:.1f} dBTP. Wanted: {TARGET:.0f} LUFS at most {HIGHEST_PEAK} dBTP. "
                "Check for passages that are nearly silent, then retry.",
            )

    def _encode(self, chunks: Sequence[Path], notes: Path, draft: Path, trim: Sequence[str]) -> None:
        source = f"-f s16le -ar {SAMPLE_RATE} -ac 1 -i pipe:0".split()
        described = ["-f", "ffmetadata", "-i", notes, *"-map 0:a -map_metadata 1 -map_chapters 1".split()]
        encoded = [*trim, *AAC, "-ar", str(SAMPLE_RATE), *ffmpeg.SAME_BYTES]
        fast = ["-movflags", "+faststart", "-f", "ipod", draft]
        self._ffmpeg.run([*source, *described, *encoded, *fast], feed=wave_file.pcm(chunks))


def _trim(gain: float, ceiling: float) -> Sequence[str]:
    """ffmpeg's arguments for a gain in dB under an oversampled limiter; nothing the first time."""
    if not ceiling:
        return ()
    limit = 10 ** (ceiling / 20)
    limiter = f"alimiter=limit={limit:.5f}:attack=3:release=60:level=false:latency=1"
    return ("-af", f"volume={gain:.3f}dB,aresample={2 * SAMPLE_RATE},{limiter},aresample={SAMPLE_RATE}")
