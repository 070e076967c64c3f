"""Clips that labs of the demo name: into the library by its own form, catalogued as they were measured."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from wagtail.models import Collection
from wagtailmedia.forms import get_media_form

from accounts.models import User
from config.demo import FIXTURES
from courses.models import Clip
from generation import services
from generation.models import ClipRecord
from labs.contract import Refused

WORDS = ("title", "transcript", "captions", "scene")
DECLARED = ("scene", "people", "objects_seen", "emotion")


@transaction.atomic
def load_clip(said: Mapping[str, Any], *, author: User) -> Clip:
    """The clip of the library with that file, made where there is none.

    said: file, WORDS, measured (what `generation.engines` says of the file: no worker runs while the demo is
    loaded) and declared (of DECLARED). Raises Refused.
    """
    content = (FIXTURES / "clips" / said["file"]).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    clip = Clip.objects.filter(file_hash=digest).first() or _made(said, content, author)
    _catalogue(clip, said, author)
    return clip


def _made(said: Mapping[str, Any], content: bytes, author: User) -> Clip:
    words = {name: said[name] for name in WORDS} | {"tags": "", "collection": _root()}
    clip = Clip(type="video", uploaded_by_user=author)
    files = {"file": SimpleUploadedFile(said["file"], content)}
    form = get_media_form(Clip)(words, files, instance=clip, user=author)
    if not form.is_valid():
        raise Refused("invalid_clip", f"{said['file']}: {form.errors.as_text()}")
    return form.save()


def _root() -> int:
    return Collection.get_first_root_node().pk


def _catalogue(clip: Clip, said: Mapping[str, Any], author: User) -> None:
    """A record that is measured already, or in a worker's hands, stays as it is."""
    services.enter_records()
    found = ClipRecord.objects.filter(clip=clip).first()
    record = found and services.claim_record(record_id=found.pk)
    if record is None:
        return
    services.keep_measures(record=record, from_edit_list=False, **said["measured"])
    told = {name: said.get("declared", {}).get(name, "") for name in DECLARED}
    services.declare(record=record, by=author, **told)
