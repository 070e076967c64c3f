"""Clips of lessons, from a folder that no web server shows by itself; and taking one out of the library."""

import mimetypes

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry
from wagtailmedia.views import media as wagtails

from courses.media_files import send
from courses.models import Clip
from courses.queries import may_see_file, titles_showing


@require_safe
def clip(request: HttpRequest, clip_id: int, part: str) -> HttpResponseBase:
    """part: file, captions or poster. For those who may see a lesson that shows it."""
    found = get_object_or_404(Clip, pk=clip_id)
    if not may_see_file(found, request.user):
        raise Http404("That clip is not open to you.")
    return send_part(request, found, part)


def send_part(request: HttpRequest, found: Clip, part: str) -> HttpResponseBase:
    """The caller has checked who asks."""
    if part == "captions" and found.captions:
        return HttpResponse(
            found.captions,
            content_type="text/vtt; charset=utf-8",
            headers={"Cache-Control": "private, max-age=300"},
        )
    if part == "file":
        return send(
            request, storage=found.file.storage, name=found.file.name, content_type=found.content_type
        )
    if part == "poster" and found.thumbnail:
        told = mimetypes.guess_type(found.thumbnail.name)[0] or "application/octet-stream"
        return send(request, storage=found.thumbnail.storage, name=found.thumbnail.name, content_type=told)
    raise Http404("The clip has nothing of the kind.")


def delete_clip(request: HttpRequest, media_id: int) -> HttpResponseBase:
    """wagtailmedia's own page, unless lessons or labs show the clip."""
    found = get_object_or_404(Clip, pk=media_id)
    may = policy_registry.get_by_type(Clip).user_has_permission_for_instance(request.user, "delete", found)
    if may and (used := titles_showing(found)):
        titles = ", ".join(f"“{one}”" for one in used[:3])
        more = f" and {len(used) - 3} more" if len(used) > 3 else ""
        messages.error(
            request,
            f"“{found.title}” cannot be deleted: {titles}{more} or people in the middle of it still show it. "
            "Take it out there first.",
        )
        return redirect("wagtailmedia:edit", found.pk)
    return wagtails.delete(request, media_id)
