"""What is known of a document's content credential."""

from __future__ import annotations

from typing import Any

from wagtail.documents.models import AbstractDocument

from labs.models import CredentialReading


def reading_of(document: AbstractDocument) -> CredentialReading | None:
    """None while no worker has tried the file that the document has now. Raises OSError where it is gone."""
    return CredentialReading.objects.filter(digest=document.get_file_hash()).first()


def exchanged(exhibit: Any) -> bool:
    """Whether an exhibit's document has another file than the one its report was read in.

    The store is not asked: a file whose digest is not known, or that was never read, is another.
    """
    document = exhibit["document"]
    if document is None or not exhibit["report"].strip():
        return False  # of a draft nothing was read yet
    found = CredentialReading.objects.filter(digest=document.file_hash).exclude(verdict="").first()
    return found is None or found.words.split() != exhibit["report"].split()
