"""What is measured of a clip. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measures:
    """cuts: None where the picture was not looked at. integrated, true_peak, loudness_range: LUFS, dBTP, LU,
    None where there is no sound. engine: what measured.
    """

    seconds: float
    cuts: int | None
    integrated: float | None
    true_peak: float | None
    loudness_range: float | None
    engine: str

    def pace(self, cuts: int | None = None) -> float | None:
        """Cuts a minute. cuts: from an edit list, in place of those that were found."""
        counted = self.cuts if cuts is None else cuts
        return round(counted * 60 / self.seconds, 2) if counted is not None and self.seconds else None
