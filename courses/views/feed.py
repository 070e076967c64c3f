"""A learner's podcast: the page that gives it, and what an app fetches without anybody being signed in."""

from __future__ import annotations

import hashlib
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_POST, require_safe

from courses import services
from courses.media_files import send
from courses.models import MediaFile, MediaKind, PodcastFeed
from courses.models.media import production_storage
from courses.patience import within
from courses.podcast import CHAPTERS_TYPE, Show, Told, rss
from courses.queries import Episode, episodes, shown_file

FILES = {"audio.m4a": MediaKind.AUDIO, "captions.vtt": MediaKind.CAPTIONS, "cover.png": MediaKind.COVER}
CHAPTERS = "chapters.json"
STRETCH = 600
"""Seconds."""
FEEDS, PARTS = 30, 1200
"""Fetches in a stretch: of the feed, by several apps that each ask too often; of files, by byte ranges."""


@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """The one time that the address is shown."""
    token = services.make_feed(user=request.user)
    address = request.build_absolute_uri(reverse("podcast:feed", args=[token]))
    return _page(request, address=address)


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    services.stop_feed(user=request.user)
    messages.success(request, "Switched off. The address opens nothing any more; apps keep what they have.")
    return redirect("podcast:page")


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    feed = PodcastFeed.objects.filter(user=request.user).first()
    return render(request, "courses/feed.html", {"feed": feed, "address": address})


@login_not_required
@require_safe
@conditional_page
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The podcast of whoever the token was given to."""
    mine = PodcastFeed.objects.by_token(token).first()
    if mine is None:
        raise Http404("No podcast has that address.")
    if not within(f"feed:{mine.pk}", most=FEEDS, seconds=STRETCH):
        return _too_often()
    services.note_fetch(feed=mine)
    told = [_told(request, mine, one) for one in episodes(mine.user)]
    response = HttpResponse(
        rss(_show(request, mine), told), content_type="application/rss+xml; charset=utf-8"
    )
    response["Cache-Control"] = "private, no-cache"
    return _unlisted(response)


@login_not_required
@require_safe
def file(request: HttpRequest, token: str, set_id: uuid.UUID, name: str) -> HttpResponseBase:
    """A file of an episode, as long as the feed stands and its module is open to its learner."""
    mine = PodcastFeed.objects.by_file_token(token).first()
    kind = MediaKind.AUDIO if name == CHAPTERS else FILES.get(name)
    found = shown_file(mine.user, set_id, kind) if mine and kind else None
    if mine is None or found is None:
        raise Http404("No podcast has that address.")
    if not within(f"file:{mine.pk}", most=PARTS, seconds=STRETCH):
        return _too_often()
    if name == CHAPTERS:
        return _unlisted(_chapters(found))
    return _unlisted(
        send(request, storage=production_storage(), name=found.file.name, content_type=found.content_type)
    )


def _chapters(found: MediaFile) -> HttpResponse:
    marks = [{"startTime": one["start"], "title": one["title"]} for one in found.media.chapters]
    response = JsonResponse({"version": "1.2.0", "chapters": marks}, content_type=CHAPTERS_TYPE)
    response["Cache-Control"] = "private, max-age=300"
    return response


def _unlisted(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex"
    return response


def _too_often() -> HttpResponse:
    said = "Too often. Set your app to ask every half an hour."
    return _unlisted(
        HttpResponse(said, status=429, content_type="text/plain", headers={"Retry-After": STRETCH})
    )


def _show(request: HttpRequest, mine: PodcastFeed) -> Show:
    studio = settings.WAGTAIL_SITE_NAME
    return Show(
        title=f"{studio}: lessons to listen to",
        about="The lessons that are open to you, in the order of their courses. Narrated by software.",
        studio=studio,
        link=request.build_absolute_uri(reverse("podcast:page")),
        address=request.build_absolute_uri(),
        image=request.build_absolute_uri(static("img/podcast.png")),
        guid=str(mine.pk),
        language=settings.LANGUAGE_CODE,
    )


def _told(request: HttpRequest, mine: PodcastFeed, one: Episode) -> Told:
    audio = one.files[MediaKind.AUDIO]
    # Made anew at the same revision it is another file, which an app fetches under another address only.
    names = sorted(file.file.name for file in one.files.values())
    version = hashlib.sha256(" ".join([one.media.digest, *names]).encode()).hexdigest()[:12]

    def part(name: str, there: bool = True) -> str:
        where = reverse("podcast:file", args=[mine.file_token, one.media.pk, name])
        return request.build_absolute_uri(f"{where}?made={version}") if there else ""

    made = ", ".join(one.media.made_with)
    return Told(
        title=one.module.title,
        about=f"{one.module.objective} {one.course.title}. Made with software ({made}).",
        link=request.build_absolute_uri(reverse("courses:listen", args=[one.module.slug])),
        guid=f"urn:uuid:{one.module.translation_key}",
        at=one.media.attached_at,
        seconds=round(one.media.seconds),
        season=one.season,
        course=one.course.title,
        number=one.number,
        language=one.module.language or settings.LANGUAGE_CODE,
        audio=part("audio.m4a"),
        # Media of before sizes were kept: the store knows.
        length=audio.size or audio.file.size,
        audio_type=audio.content_type,
        transcript=part("captions.vtt", MediaKind.CAPTIONS in one.files),
        chapters=part(CHAPTERS),
        cover=part("cover.png", MediaKind.COVER in one.files),
    )
