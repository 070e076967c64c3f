"""What the production line asks of whoever makes its sound; the other ports import it from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class Chapter:
    """start, end: seconds."""

    title: str
    start: float
    end: float


@dataclass(frozen=True)
class Loudness:
    """integrated: LUFS (ITU-R BS.1770-4). true_peak: dBTP, four times oversampled."""

    integrated: float
    true_peak: float


@dataclass(frozen=True)
class Heard:
    """One encoded chunk, measured. true_peak: dBTP. energies: K-weighted mean square of each AAC_FRAME.

    Of several in a row the loudness of the whole follows, without decoding it again.
    """

    true_peak: float
    energies: tuple[float, ...]


@dataclass(frozen=True)
class Stretch:
    """Where in a run of music a passage lies. offset: samples since its begin. left: samples behind it."""

    offset: int
    left: int


@dataclass(frozen=True)
class Music:
    """A bed under a passage and its neighbours; None where it is silent. bed: as `Sound.bed` made it.

    level: dB that it lies under the programme while somebody speaks.
    """

    bed: Path
    level: int
    own: Stretch | None
    before: Stretch | None
    after: Stretch | None


class Sound(Protocol):
    name: str
    version: str

    def bed(self, source: Path, target: Path) -> None:
        """A sound file of any form as a bed (.wav). Raises EngineError('bad_bed')."""

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
        """Encode a WAV passage as a chunk (.m4a) that joins its neighbours by copy; at most -1.5 dBTP.

        before, after: the passages on either side, None at the ends. gain: dB. Measured as encoded.
        """

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
        """Join chunks by copy: AAC 48 kHz mono (.m4a, fast start), as long as its passages to the sample.

        cover: a PNG that players show.
        """


class Cover(Protocol):
    name: str
    version: str

    def draw(self, cover: Mapping[str, Any], target: Path) -> None:
        """A PNG of 1400x1400 of {title, course, studio, disclosure}. Raises EngineError('cover_failed')."""
