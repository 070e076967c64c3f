"""What the catalogue of clips knows of clips: measured by a worker, or declared; nothing is measured here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from courses.models import Clip
from generation.models import ClipRecord, RecordState
from labs.clip_catalogue.judging import in_lufs

WAITS = (
    "“{title}” is not measured yet. Workers do that within some minutes of its upload: keep this as a draft "
    "and publish it then. The catalogue of clips shows how far it is."
)
FAILED = "“{title}” could not be measured: {reason} The catalogue of clips has “Try again”."


@dataclass(frozen=True)
class Figures:
    """pace: cuts a minute, None of a recording. cuts: in all of it. loudness, peak: LUFS and dBTP, None where
    there is no sound. spread: LU. emotion: as somebody declared it, in words, or empty.
    """

    seconds: float = 0.0
    pace: float | None = None
    loudness: float | None = None
    spread: float | None = None
    peak: float | None = None
    emotion: str = ""
    is_measured: bool = False
    reason: str = ""

    @property
    def cuts(self) -> int | None:
        return None if self.pace is None else round(self.pace * self.seconds / 60)

    @property
    def in_words(self) -> str:
        return in_lufs(self.loudness)


def figures_of(clips: Iterable[Clip]) -> dict[int, Figures]:
    """By clip. One query. What was measured of a file that a clip no longer has does not count."""
    asked = {clip.pk: clip for clip in clips}
    records = {one.clip_id: one for one in ClipRecord.objects.filter(clip__in=asked)}
    return {pk: _figures(clip, records.get(pk)) for pk, clip in asked.items()}


def _figures(clip: Clip, record: ClipRecord | None) -> Figures:
    if record is None:
        return Figures()
    emotion = record.get_emotion_display() if record.emotion else ""
    if record.state == RecordState.FAILED:
        return Figures(emotion=emotion, reason=record.reason)
    if record.state != RecordState.DONE or record.source != (clip.file_hash or clip.file.name):
        return Figures(emotion=emotion)
    return Figures(
        seconds=record.seconds,
        pace=record.pace,
        loudness=record.integrated,
        spread=record.loudness_range,
        peak=record.true_peak,
        emotion=emotion,
        is_measured=True,
    )


def not_measured(clip: Clip) -> str:
    """What there is to do before a clip's figures are there; empty where they are."""
    found = figures_of([clip])[clip.pk]
    if found.is_measured:
        return ""
    return (
        FAILED.format(title=clip.title, reason=found.reason)
        if found.reason
        else WAITS.format(title=clip.title)
    )
