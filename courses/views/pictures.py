"""Pictures of lessons, from a folder that no web server shows by itself: for those who may see the lesson."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model

from courses.media_files import send
from courses.queries import may_see_file

FOLDER = "images"
"""Where Wagtail keeps renditions. Originals and documents are never sent from here."""


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    content_type = mimetypes.guess_type(name)[0] or ""
    told = content_type.startswith("image/") and content_type != "image/svg+xml"
    if not told or "\x00" in name or ".." in name.split("/"):
        raise Http404("That is no picture of ours.")
    stored = f"{FOLDER}/{name}"
    made = get_image_model().get_rendition_model().objects.filter(file=stored).select_related("image").first()
    if made is None or not may_see_file(made.image, request.user):
        raise Http404("That picture is not open to you.")
    return send(request, storage=default_storage, name=stored, content_type=content_type)
