"""Somebody's own uploads: given as files to keep, never as pages of this site."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.models.media import production_storage
from labs.models import Upload
from labs.pictures import TYPES
from labs.queries import own_upload, uploads_of, used_by
from labs.services import delete_upload

POLICY = "sandbox; default-src 'none'"
SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def uploads(request: HttpRequest) -> HttpResponseBase:
    """What one has uploaded. POST deletes one: upload."""
    if request.method == "POST":
        upload = _own_or_404(request, request.POST.get("upload", ""))
        delete_upload(upload=upload)
        messages.success(request, f"“{upload.name}” is deleted.")
        return redirect("labs:uploads")
    context = {"uploads": uploads_of(request.user)[:SHOWN], "used": used_by(request.user)}
    return render(request, "labs/uploads.html", context)


@require_safe
def upload(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponseBase:
    """One's own picture, as it was written anew."""
    found = _own_or_404(request, upload_id)
    ending = found.file.name.rpartition(".")[2]
    return _given(found.file.name, TYPES[ending], f"{found.name}.{ending}")


@require_safe
def preview(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponseBase:
    """The same, small."""
    found = _own_or_404(request, upload_id)
    return _given(found.preview.name, "image/webp", f"{found.name}.webp")


def _own_or_404(request: HttpRequest, upload_id: uuid.UUID | str) -> Upload:
    try:
        found = own_upload(request.user, uuid.UUID(str(upload_id)))
    except ValueError:
        found = None
    if found is None:
        raise Http404("You have no such upload.")
    return found


def _given(name: str, content_type: str, save_as: str) -> HttpResponseBase:
    """From here in every case, never by a server in front or a signed address: the headers protect."""
    storage: Storage = production_storage()
    try:
        file = storage.open(name)
    except FileNotFoundError as error:
        raise Http404("That file is no longer there.") from error
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=300",
    }
    return FileResponse(
        file, as_attachment=True, filename=save_as, headers=headers, content_type=content_type
    )
