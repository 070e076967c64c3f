"""What one does at the desk before the set is looked at: putting in, taking out, bringing pictures."""

from __future__ import annotations

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.contract import Refused
from labs.models import Run, Upload
from labs.pictures import MOST_BYTES
from labs.queries import desk_of, own_upload
from labs.reference_set.layout import Layout, put_in, read_layout, take_out
from labs.reference_set.pictures import known, uploaded
from labs.services import delete_upload, keep_draft, keep_upload

MOST_AT_ONCE = 12
"""Files in one form: each costs a moment of the server."""
START = "pictures"
"""Where the set begins on the page."""


def arrange(*, run: Run, posted: QueryDict, files: MultiValueDict) -> str:
    """Do what a form's button says, and keep the rest of the form as it is. do: save, upload, or in, out or
    delete with a key behind a colon. Returns where on the page to go on. Raises Refused: then what else the
    form said is kept, unless the form itself could not be read.
    """
    desk = desk_of(run)
    there = known(desk)
    layout = read_layout(desk, there, posted)
    given_up: Upload | None = None
    do, _, key = posted.get("do", "").partition(":")
    if do == "upload":
        return _upload(run, layout, files.getlist("pictures"))
    if key and key not in there:
        keep_draft(run=run, work=layout)
        raise Refused("unknown_picture", "That picture is gone. Nothing else changed.")
    go_on = START
    if do == "in":
        layout, go_on = put_in(layout, there[key]), f"set-{key}"
    elif do == "out":
        go_on = _next_to(layout, key)
        layout = take_out(layout, key)
    elif do == "delete" and there[key].is_own:
        layout, go_on = _without(layout, key), "spares"
        given_up = own_upload(run.user, uuid.UUID(key[1:]))
    elif do != "save":
        raise Refused("unknown_deed", "We could not read what to do. Reload the page and try again.")
    keep_draft(run=run, work=layout)
    if given_up:
        delete_upload(upload=given_up)  # only now: what is handed in keeps its pictures
    return go_on


def _upload(run: Run, layout: Layout, files: list[UploadedFile]) -> str:
    """Every file that can be used is taken; of the others it is told why they were not."""
    if not files:
        keep_draft(run=run, work=layout)
        raise Refused("no_file", "Choose at least one picture first, then upload it.")
    if len(files) > MOST_AT_ONCE:
        keep_draft(run=run, work=layout)
        raise Refused("too_many", f"That is {len(files)} pictures at once. Upload {MOST_AT_ONCE} at a time.")
    went, told = START, []
    for file in files:
        try:
            upload = _taken(run, file)
        except Refused as refused:
            told.append(f"{file.name}: {refused.message}")
            continue
        layout = put_in(layout, uploaded(upload))
        went = f"set-u{upload.pk.hex}"
    keep_draft(run=run, work=layout)
    if told:
        raise Refused("unusable", " ".join(told))
    return went


def _taken(run: Run, file: UploadedFile) -> Upload:
    # One byte more than may be: enough to know.
    return keep_upload(run=run, name=file.name or "", content=file.read(MOST_BYTES + 1))


def _without(layout: Layout, key: str) -> Layout:
    taken = take_out(layout, key)
    return taken | {"out": {other: said for other, said in taken["out"].items() if other != key}}


def _next_to(layout: Layout, key: str) -> str:
    """The picture that comes up where one was taken out."""
    keys = [item["key"] for item in layout["items"]]
    at = keys.index(key) if key in keys else 0
    left = [other for other in keys if other != key]
    return f"set-{left[min(at, len(left) - 1)]}" if left else START
