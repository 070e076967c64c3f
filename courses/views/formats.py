"""Watch, listen, quick reference; where someone is in them; and the files themselves."""

from __future__ import annotations

import math
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses import services
from courses.media_files import send
from courses.models import MediaKind, MediaSet
from courses.models.media import production_storage
from courses.player import frame
from courses.queries import Sitting, media_of, shown_file, way_to
from courses.transcript import as_text, begin_at, chapter_reel, chapters, paragraphs, word_times
from courses.views.gate import module_or_404, posted, sitting_or_404

KINDS = {"watch": MediaKind.VIDEO, "listen": MediaKind.AUDIO, "reference": MediaKind.REFERENCE_HTML}
EXTENSIONS = {
    "video": "mp4",
    "audio": "m4a",
    "captions": "vtt",
    "reference_html": "html",
    "reference_pdf": "pdf",
    "reference_letter": "letter.pdf",
    "cover": "png",
    "recap": "recap.mp4",
    "recap_captions": "recap.vtt",
}


@require_safe
@never_cache
def watch(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    return _play(request, module_slug, "watch")


@require_safe
@never_cache
def listen(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    return _play(request, module_slug, "listen")


@require_safe
@never_cache
def reference(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    sitting, media = _made(request, module_slug, "reference")
    return render(request, "courses/reference.html", _shown(sitting, media, "reference"))


@require_safe
@never_cache
def transcript(request: HttpRequest, module_slug: str) -> HttpResponse:
    """What is said, as plain text to keep. Asking for it begins nothing."""
    module = module_or_404(request, module_slug)
    media = media_of(module)
    if media is None or not media.cues:
        raise Http404("This module has no transcript yet.")
    course = way_to(module, request.user)
    text = as_text(media, module.title, course.title if course else "")
    name = quote(f"{module.slug}.txt")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def _play(request: HttpRequest, module_slug: str, format: str) -> HttpResponseBase:
    sitting, media = _made(request, module_slug, format)
    context = _shown(sitting, media, format) | {
        "begin": _seconds(request.GET.get("t", ""), begin_at(media, sitting)),
        "chapters": chapters(media),
        "paragraphs": paragraphs(media, sitting),
        "word_times": word_times(media),
        "chapter_reel": chapter_reel(media, sitting),
    }
    return render(request, "courses/media.html", context)


def _made(request: HttpRequest, module_slug: str, format: str) -> tuple[Sitting, MediaSet]:
    sitting = sitting_or_404(request, module_slug)
    media = media_of(sitting.module)
    if media is None or KINDS[format] not in {file.kind for file in media.files.all()}:
        raise Http404("This module has not been made in that format yet.")
    return sitting, media


def _shown(sitting: Sitting, media: MediaSet, format: str) -> dict:
    files = {file.kind: file for file in media.files.all()}
    return frame(sitting, files, format) | {
        "media": media,
        "files": files,
        "older": media.revision_id != sitting.module.live_revision_id,
    }


def _seconds(given: str, otherwise: float = 0.0) -> float:
    try:
        seconds = float(given)
    except ValueError:
        return otherwise
    return max(0.0, seconds) if math.isfinite(seconds) else otherwise


@posted
def position(request: HttpRequest, module_slug: str) -> HttpResponseBase:
    """Fields: format, block, seconds into it."""
    sitting = sitting_or_404(request, module_slug)
    if request.POST.get("format") not in ("watch", "listen"):
        return HttpResponse("Say whether you watch or listen.", status=422, content_type="text/plain")
    try:
        services.save_position(
            attempt=sitting.attempt,
            module=sitting.module,
            format=request.POST["format"],
            block_id=request.POST.get("block", ""),
            seconds=_seconds(request.POST.get("seconds", "")),
        )
    except LookupError as error:
        raise Http404(str(error)) from error
    return HttpResponse(status=204)


@require_safe
def media(request: HttpRequest, set_id, kind: str) -> HttpResponseBase:
    """A file of the last approved set, for whoever may open its module. ``?save`` downloads it."""
    file = shown_file(request.user, set_id, kind)
    if file is None:
        raise Http404("That is not open to you, or was made anew since. Open the module again.")
    name = f"{file.media.module.slug}.{EXTENSIONS[kind]}" if "save" in request.GET else ""
    return send(
        request,
        storage=production_storage(),
        name=file.file.name,
        content_type=file.content_type,
        download_as=name,
    )
