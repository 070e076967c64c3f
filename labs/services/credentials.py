"""Content credentials of documents in labs: read once by a worker, kept by the digest of the file."""

from __future__ import annotations

import logging
import shutil
import tempfile
from functools import partial
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from generation.engines import certificates, registry
from generation.ports import EngineError
from generation.provenance import Finding
from labs.models import CredentialReading, Lab
from labs.real_or_synthetic.credentials import in_words

logger = logging.getLogger(__name__)


def keep_reading(*, document: AbstractDocument, verdict: str, words: str) -> CredentialReading:
    """Keep what a file says. What was read of the same bytes before stays."""
    digest = document.get_file_hash()
    CredentialReading.objects.filter(digest=digest, verdict="").delete()
    found, _ = CredentialReading.objects.get_or_create(
        digest=digest, defaults={"verdict": verdict, "words": words}
    )
    return found


def read_credential(*, document_id: int) -> None:
    """Read a document's file and keep what it says, or why it cannot be read. One that is gone is let be."""
    document = get_document_model().objects.filter(pk=document_id).first()
    if document is None:
        return
    try:
        known = CredentialReading.objects.filter(digest=document.get_file_hash()).exclude(verdict="")
        if not known.exists():
            found = _read(document)
            keep_reading(document=document, verdict=found.verdict.value, words=in_words(found))
    except FileNotFoundError:
        logger.warning("The file of document %s is gone from the store.", document_id)
    except EngineError as error:
        logger.warning("Document %s could not be read: %s", document_id, error)
        keep_reading(document=document, verdict="", words=error.message)


def _read(document: AbstractDocument) -> Finding:
    own = settings.GREENROOM_C2PA_CERTIFICATE
    trusted = certificates.issuers(Path(own)) if own else b""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"file.{document.file_extension}"
        with document.file.open("rb") as kept, copy.open("wb") as target:
            shutil.copyfileobj(kept, target)
        return registry.inspect(copy, trusted=trusted)


def ask_for_readings(*, lab: Lab) -> None:
    """Have the documents that a lab names read, once this is committed. Saving the lab again asks again."""
    documents = get_document_model()
    for model, pk, *_ in Lab.task.field.extract_references(lab.task):
        if model is documents:
            transaction.on_commit(partial(_send, int(pk)), robust=True)


def _send(document_id: int) -> None:
    try:
        current_app.send_task("labs.credential", args=[document_id])
    except (OperationalError, OSError) as error:
        logger.warning(
            "The queue cannot be reached (%s): document %s is read when its lab is saved again.",
            error,
            document_id,
        )
