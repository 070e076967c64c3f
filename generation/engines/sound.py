"""The programme's sound: each passage encoded apart as AAC and measured as encoded, then joined by copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from generation.engines import aac, bed, levels, meter, wave_file
from generation.ports import AAC_FRAME, EARLY, LATE, SAMPLE_RATE, Chapter, EngineError, Heard, Music, Stretch

HIGHEST_PEAK = -1.5
"""dBTP."""
TRIES = 4
MARGIN = 0.2
"""dB by which a ceiling is lowered past what was too high: AAC does not follow it to the letter."""


class Encoder:
    """The Sound port by FFmpeg's AAC coder, in this process."""

    name = "FFmpeg AAC"

    @property
    def version(self) -> str:
        return av.ffmpeg_version_info

    def bed(self, source: Path, target: Path) -> None:
        bed.prepare(source, target)

    def chunk(
        self,
        passage: Path,
        target: Path,
        *,
        before: Path | None,
        after: Path | None,
        gain: float,
        music: Music | None = None,
    ) -> Heard:
        """A passage that peaks too high once encoded goes through the limiter again, a little lower."""
        source = _with_neighbours(passage, before, after, music)
        ceiling = levels.CEILING
        samples = levels.level(source, SAMPLE_RATE, gain) if gain else source
        for _ in range(TRIES):
            heard = meter.heard(aac.encode(samples, target))
            if heard.true_peak <= HIGHEST_PEAK:
                return heard
            ceiling -= heard.true_peak - HIGHEST_PEAK + MARGIN
            samples = levels.level(source, SAMPLE_RATE, gain, ceiling)
        target.unlink(missing_ok=True)
        raise EngineError(
            "loudness",
            f"A passage came out with peaks of {heard.true_peak:.1f} dBTP, over {HIGHEST_PEAK}, however far "
            "it was held down. Say it in other words, or with another voice, then retry.",
        )

    def join(
        self,
        chunks: Sequence[Path],
        target: Path,
        *,
        chapters: Sequence[Chapter],
        title: str,
        comment: str,
        cover: Path | None = None,
    ) -> None:
        if not chunks:
            raise EngineError("bad_sound", "There is no sound to encode. Give the lesson something to say.")
        aac.join(chunks, target, chapters=chapters, title=title, comment=comment, cover=cover)


def _with_neighbours(
    passage: Path, before: Path | None, after: Path | None, music: Music | None
) -> NDArray[np.float32]:
    """The passage in whole frames, after EARLY of the one before and ahead of LATE of the one after."""
    early, late = EARLY * AAC_FRAME, LATE * AAC_FRAME
    if music:
        head = _mixed(before, music, music.before)[-early:]
        own = _mixed(passage, music, music.own)
        tail = _mixed(after, music, music.after)[:late]
    else:
        head = wave_file.read(before, last=early) if before else wave_file.silence(0)
        own = wave_file.read(passage)
        tail = wave_file.read(after, first=late) if after else wave_file.silence(0)
    return np.concatenate(
        [
            np.pad(head, (early - len(head), 0)),
            np.pad(own, (0, -len(own) % AAC_FRAME)),
            np.pad(tail, (0, late - len(tail))),
        ]
    )


def _mixed(passage: Path | None, music: Music, stretch: Stretch | None) -> NDArray[np.float32]:
    """A passage whole, over its stretch of music where it has one."""
    if passage is None:
        return wave_file.silence(0)
    speech = wave_file.read(passage)
    return bed.under(speech, music.bed, stretch, music.level) if stretch else speech
