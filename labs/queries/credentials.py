"""What is known of a document's content credential."""

from __future__ import annotations

from wagtail.documents.models import AbstractDocument

from labs.models import CredentialReading


def reading_of(document: AbstractDocument) -> CredentialReading | None:
    """None while no worker has read the file that the document has now."""
    return CredentialReading.objects.filter(digest=document.get_file_hash()).first()
