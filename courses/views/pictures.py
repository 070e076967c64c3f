"""Pictures of lessons, from a folder that no web server shows by itself: signed-in people only."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from courses.media_files import send

FOLDER = "images"
"""Where Wagtail keeps renditions. Originals and documents are never sent from here."""


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    content_type = mimetypes.guess_type(name)[0] or ""
    told = content_type.startswith("image/") and content_type != "image/svg+xml"
    if not told or "\x00" in name or ".." in name.split("/"):
        raise Http404("That is no picture of ours.")
    return send(request, storage=default_storage, name=f"{FOLDER}/{name}", content_type=content_type)
