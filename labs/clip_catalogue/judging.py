"""How near a judgement of a clip is to what was measured. Pure."""

from __future__ import annotations

from collections.abc import Iterable

LEVELS = {"quiet": "Quiet", "right": "About right", "loud": "Loud"}
NO_SOUND = "none"
WIDTH = 4
"""LUFS from one end of a range to the other."""
MIDDLES = tuple(range(-44, -4, WIDTH))
RANGES = {
    str(MIDDLES[0]): f"Under −{-MIDDLES[1] + WIDTH // 2} LUFS",
    **{str(one): f"−{-one + WIDTH // 2} to −{-one - WIDTH // 2} LUFS" for one in MIDDLES[1:-1]},
    str(MIDDLES[-1]): f"Over −{-MIDDLES[-2] - WIDTH // 2} LUFS",
    NO_SOUND: "It has no sound",
}
"""By the middle of a range. The first and the last have no outer end."""
LEAST_PACE = 3.0
"""Cuts a minute that one may always be off by: one cut more or less weighs much where there are few."""


def pace_is_near(said: float, measured: float, per_cent: float) -> bool:
    """Both cuts a minute."""
    return abs(said - measured) <= max(LEAST_PACE, measured * per_cent / 100)


def range_is_near(said: str, measured: float | None, tolerance: float) -> bool:
    """said: of `RANGES`. measured: LUFS, None without sound. tolerance: LU from the middle of the range."""
    if measured is None or said == NO_SOUND:
        return measured is None and said == NO_SOUND
    middle = float(said)
    if middle == MIDDLES[0]:
        return measured <= middle + tolerance
    if middle == MIDDLES[-1]:
        return measured >= middle - tolerance
    return abs(measured - middle) <= tolerance


def level_of(measured: float | None, target: float, tolerance: float) -> str:
    """Of `LEVELS`: where a loudness lies about the level that was asked for. No sound is quiet."""
    if measured is None or measured < target - tolerance:
        return "quiet"
    return "loud" if measured > target + tolerance else "right"


def in_lufs(loudness: float | None) -> str:
    """A loudness as people read it."""
    return RANGES[NO_SOUND] if loudness is None else f"{loudness:.1f} LUFS".replace("-", "−")


def share(marks: Iterable[bool]) -> tuple[int, int]:
    """How many are near, of how many."""
    found = list(marks)
    return sum(found), len(found)
