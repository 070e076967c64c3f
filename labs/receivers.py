"""What goes along when rows go."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from courses.models.media import production_storage
from labs.models import Upload


@receiver(post_delete, sender=Upload)
def files_go_with_their_row(sender: type[Upload], instance: Upload, **_: Any) -> None:
    """However it went: given up by its owner, or with its run, or with a person who is erased."""
    for file in (instance.file, instance.preview):
        transaction.on_commit(partial(production_storage().delete, file.name))
