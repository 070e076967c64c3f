"""What a reference set does beside the page that all labs have."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labs.contract import Refused
from labs.reference_set.arranging import arrange as arranged
from labs.reference_set.pictures import image_at
from labs.views.desk import show_desk
from labs.views.gate import run_or_404

NAME = "reference_set"
SIZE = "max-640x640|format-webp"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def arrange(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """POST changes what lies on the desk: the page's form, and do. A GET is someone whom sign-in sent."""
    run = run_or_404(request, run_id, NAME)
    if request.method != "POST":
        return redirect("labs:desk", run.pk)
    try:
        go_on = arranged(run=run, posted=request.POST, files=request.FILES)
    except Refused as refused:
        return show_desk(request, run, refused)
    return redirect(f"{reverse('labs:desk', args=[run.pk])}#{go_on}")


@require_safe
def picture(request: HttpRequest, run_id: uuid.UUID, picture_number: int) -> HttpResponseBase:
    """A prepared picture of one's own run: it stands in no lesson, so its own address gives it to nobody."""
    image = image_at(run_or_404(request, run_id, NAME), picture_number)
    if image is None:
        raise Http404("There is no such picture.")
    with image.get_rendition(SIZE).file.open("rb") as file:
        content = file.read()
    return HttpResponse(content, content_type="image/webp", headers={"Cache-Control": "private, max-age=300"})
