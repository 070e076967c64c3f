"""Taking over what the production line made."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from accounts.models import User
from courses.models import MediaFile, MediaKind, MediaSet, ModulePage, SpokenSeconds
from courses.pacing import LIMIT_SECONDS

CONTENT_TYPES = {
    MediaKind.VIDEO: "video/mp4",
    MediaKind.AUDIO: "audio/mp4",
    MediaKind.CAPTIONS: "text/vtt",
    MediaKind.REFERENCE_HTML: "text/html",
    MediaKind.REFERENCE_PDF: "application/pdf",
    MediaKind.REFERENCE_LETTER: "application/pdf",
    MediaKind.COVER: "image/png",
    MediaKind.RECAP: "video/mp4",
    MediaKind.RECAP_CAPTIONS: "text/vtt",
}


class TooLong(ValueError):
    """Finished media run past the limit and are not attached."""


@transaction.atomic
def attach_media(
    *,
    module: ModulePage,
    revision: Revision,
    digest: str,
    seconds: float,
    cues: list[dict[str, Any]],
    words: Sequence[Sequence[Any]] = (),
    chapters: list[dict[str, Any]],
    engines: Mapping[str, str],
    approved_by: User | None,
    files: Mapping[MediaKind, str],
    sizes: Mapping[MediaKind, int] | None = None,
    lengths: Mapping[MediaKind, float] | None = None,
) -> MediaSet:
    """Show approved media to learners. files: names in the store of made media. sizes: their bytes.
    lengths: seconds of those that last another time than the whole.

    Attaching the same digest and the same files again changes nothing. Raises TooLong.
    """
    if seconds > LIMIT_SECONDS:
        over = f"{seconds - LIMIT_SECONDS:.0f} s"
        raise TooLong(f"The media run {over} past fifteen minutes. Shorten the lesson and publish again.")
    media = MediaSet.objects.select_for_update().filter(revision=revision).first()
    if media is not None and media.digest == digest and _names(media) == dict(files):
        return media
    facts = {
        "digest": digest,
        "seconds": seconds,
        "cues": cues,
        "words": list(words),
        "chapters": chapters,
        "engines": dict(engines),
    }
    media, _ = MediaSet.objects.update_or_create(
        revision=revision, defaults={"module": module, "approved_by": approved_by, **facts}
    )
    _keep_files(media, files, sizes or {}, lengths or {})
    return media


def _names(media: MediaSet) -> dict[str, str]:
    return {file.kind: str(file.file.name) for file in media.files.all()}


def _keep_files(
    media: MediaSet,
    files: Mapping[MediaKind, str],
    sizes: Mapping[MediaKind, int],
    lengths: Mapping[MediaKind, float],
) -> None:
    media.files.all().delete()
    MediaFile.objects.bulk_create(
        MediaFile(
            kind=kind,
            file=name,
            content_type=CONTENT_TYPES[kind],
            size=sizes.get(kind, 0),
            seconds=lengths.get(kind),
            media=media,
        )
        for kind, name in files.items()
    )


@transaction.atomic
def record_spoken_seconds(*, measured: Mapping[str, float]) -> None:
    """Keep how long passages take. measured: `queries.spoken_digest` -> seconds of speech without pauses."""
    rows = [SpokenSeconds(digest=digest, seconds=seconds) for digest, seconds in sorted(measured.items())]
    SpokenSeconds.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["digest"], update_fields=["seconds"]
    )
