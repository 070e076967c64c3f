"""Files with content credentials that labs of the demo show, as they are read without a worker."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.utils.file import hash_filelike

from accounts.models import User
from config.demo import FIXTURES
from labs.services import keep_reading


@transaction.atomic
def load_credential(said: Mapping[str, str], *, author: User) -> AbstractDocument:
    """The document of the library with that file, made where there is none.

    said: sealed (a file), title, verdict and words (what `generation.engines` says of it: no worker runs
    while the demo is loaded).
    """
    model = get_document_model()
    content = (FIXTURES / "credentials" / said["sealed"]).read_bytes()
    digest = hash_filelike(ContentFile(content))
    document = model.objects.filter(file_hash=digest).first() or model.objects.create(
        title=said["title"],
        file=ContentFile(content, said["sealed"]),
        file_size=len(content),
        file_hash=digest,
        uploaded_by_user=author,
    )
    keep_reading(document=document, verdict=said["verdict"], words=said["words"].strip())
    return document
