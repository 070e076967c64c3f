"""A clip is measured and its record kept. No Celery here."""

from __future__ import annotations

import logging
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from courses.models import MediaFile
from generation import services
from generation.engines import registry
from generation.mishaps import of_the_machine
from generation.models import ClipRecord, Production, RecordKind
from generation.ports import EngineError
from generation.queries import script_of
from generation.scratch import scratch_folder

logger = logging.getLogger(__name__)


def measure(record_id: int) -> None:
    """Claim a record and see it through. What cannot be measured is a failed record with its reason; what
    nobody foresaw is raised as well. Nothing happens where another worker has it.
    """
    record = services.claim_record(record_id=record_id)
    if record is None:
        return
    try:
        cuts = _edit_list(record)
        with scratch_folder() as scratch:
            found = registry.measure(_path(record, Path(scratch)), picture=cuts is None)
        services.keep_measures(
            record=record,
            seconds=found.seconds,
            pace=found.pace(cuts),
            from_edit_list=cuts is not None,
            integrated=found.integrated,
            loudness_range=found.loudness_range,
            true_peak=found.true_peak,
            engine=found.engine,
        )
    except EngineError as error:
        services.fail_record(record=record, code=error.code, reason=error.message)
    except services.LeaseLost:
        logger.info("The record %s was measured elsewhere.", record.pk)
    except Exception as error:
        if known := of_the_machine(error):
            services.fail_record(record=record, code=known[0], reason=known[1])
            return
        reason = (
            "Something went wrong that nobody foresaw. Try again; if it stays, tell whoever runs this site."
        )
        services.fail_record(record=record, code="unexpected", reason=reason)
        raise


def _edit_list(record: ClipRecord) -> int | None:
    """Cuts of a video of ours: from one passage's picture to the next."""
    if record.kind != RecordKind.VIDEO:
        return None
    production = Production.objects.filter(revision_id=record.media.revision_id).first()
    passages = script_of(production) if production else []
    return len(passages) - 1 if passages else None


def _path(record: ClipRecord, folder: Path) -> Path:
    """The file on this machine. Raises EngineError."""
    if record.clip:
        file = record.clip.file
    else:
        held = MediaFile.objects.filter(media=record.media, kind=record.kind).first()
        file = held.file if held else None
    try:
        if file is None or not file.storage.exists(file.name):
            raise FileNotFoundError
        if isinstance(file.storage, FileSystemStorage):
            return Path(file.path)
        copy = folder / Path(file.name).name
        with file.open("rb") as source, copy.open("wb") as target:
            for block in source.chunks():
                target.write(block)
        return copy
    except FileNotFoundError as error:
        raise EngineError("file_gone", "The file is no longer there. Upload or make it again.") from error
