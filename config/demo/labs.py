"""The labs of the demo: one file each, kept as an author's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.utils.file import hash_filelike

from accounts.models import User
from config.demo import FIXTURES
from config.demo.clips import load_clip
from config.demo.credentials import load_credential
from labs.models import Lab
from labs.services import keep_lab

PICTURE = {"file", "shows"}
"""In the place of a picture: a file, from the folder of labs, and what one sees on it."""
SEALED = {"sealed", "title", "verdict", "words"}
"""In the place of a document: a file of the folder of credentials, and what is read in it."""


def load_labs(author: User) -> list[str]:
    """Publish every lab that is missing; one that is there is left as its authors made it. Returns slugs."""
    found = sorted((FIXTURES / "labs").glob("*.yaml"))
    for source in found:
        if not Lab.objects.filter(slug=source.stem).exists():
            said = yaml.safe_load(source.read_text(encoding="utf-8"))
            clips = {name: load_clip(one, author=author).pk for name, one in said.pop("clips", {}).items()}
            said = _with_pictures(said, source.parent, author)
            keep_lab(slug=source.stem, by=author, **said | {"task": _with_clips(said["task"], clips)})
    return [source.stem for source in found]


def _with_pictures(said: Any, folder: Path, author: User) -> Any:
    """With ids of the library's pictures and documents for their files."""
    if isinstance(said, Mapping) and said.keys() == PICTURE:
        return _kept(folder / said["file"], said["shows"], author).pk
    if isinstance(said, Mapping) and said.keys() == SEALED:
        return load_credential(said, author=author).pk
    if isinstance(said, Mapping):
        return {name: _with_pictures(one, folder, author) for name, one in said.items()}
    return [_with_pictures(one, folder, author) for one in said] if isinstance(said, list) else said


def _kept(source: Path, shows: str, author: User) -> AbstractImage:
    content = source.read_bytes()
    digest = hash_filelike(ContentFile(content))
    model = get_image_model()
    return model.objects.filter(file_hash=digest).first() or model.objects.create(
        title=source.stem.replace("-", " ").capitalize(),
        description=shows,
        file=ContentFile(content, source.name),
        file_size=len(content),
        file_hash=digest,
        uploaded_by_user=author,
    )


def _with_clips(task: Mapping[str, Any], clips: Mapping[str, int]) -> dict[str, Any]:
    """A task that names clips by the names its file gives them, naming them by their ids."""
    if not clips:
        return dict(task)
    return {**task, "clips": [{**one, "clip": clips[one["clip"]]} for one in task["clips"]]}
