"""What is known of a file once it was read."""

from __future__ import annotations

from dataclasses import dataclass

AUDIO, VIDEO = "audio", "video"


@dataclass(frozen=True)
class Measured:
    """kind: AUDIO or VIDEO. seconds: as the file says. width, height: of the picture as it is shown."""

    kind: str
    seconds: float
    width: int | None = None
    height: int | None = None
