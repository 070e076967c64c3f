"""A podcast as RSS 2.0, with what Apple's and the Podcasting 2.0 namespaces ask for or make better.

https://help.apple.com/itc/podcasts_connect/#/itcb54353390
https://github.com/Podcastindex-org/podcast-namespace
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

CHAPTERS_TYPE = "application/json+chapters"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML may hold."""


@dataclass(frozen=True)
class Show:
    """image: address of a square picture. guid: of the feed, a UUID."""

    title: str
    about: str
    studio: str
    link: str
    address: str
    image: str
    guid: str
    language: str


@dataclass(frozen=True)
class Told:
    """An episode. Addresses are whole, and empty where there is nothing. length: bytes. seconds: whole."""

    title: str
    about: str
    link: str
    guid: str
    at: datetime
    seconds: int
    season: int
    course: str
    number: int
    language: str
    audio: str
    length: int
    audio_type: str
    transcript: str
    chapters: str
    cover: str


class _Feed(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        show = self.feed["show"]
        for name, said in (
            ("itunes:author", show.studio),
            ("itunes:type", "serial"),
            ("itunes:explicit", "false"),
            # It is somebody's own: no directory may list it, and none may take it over.
            ("itunes:block", "Yes"),
            ("podcast:block", "yes"),
            ("podcast:locked", "yes"),
            ("podcast:guid", show.guid),
            ("podcast:medium", "course"),
        ):
            handler.addQuickElement(name, said)
        handler.startElement("itunes:category", {"text": "Education"})
        handler.addQuickElement("itunes:category", None, {"text": "Courses"})
        handler.endElement("itunes:category")
        handler.addQuickElement("itunes:image", None, {"href": show.image})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        told: Told = item["told"]
        for name, said in (
            ("itunes:title", item["title"]),
            ("itunes:duration", str(told.seconds)),
            ("itunes:season", str(told.season)),
            ("itunes:episode", str(told.number)),
            ("itunes:episodeType", "full"),
            ("itunes:explicit", "false"),
        ):
            handler.addQuickElement(name, said)
        handler.addQuickElement("podcast:season", str(told.season), {"name": _clean(told.course)})
        handler.addQuickElement("podcast:episode", str(told.number))
        if told.cover:
            handler.addQuickElement("itunes:image", None, {"href": told.cover})
        if told.transcript:
            words = {"url": told.transcript, "type": "text/vtt", "language": told.language, "rel": "captions"}
            handler.addQuickElement("podcast:transcript", None, words)
        if told.chapters:
            handler.addQuickElement("podcast:chapters", None, {"url": told.chapters, "type": CHAPTERS_TYPE})


def rss(show: Show, episodes: Iterable[Told]) -> str:
    feed = _Feed(
        title=_clean(show.title),
        link=show.link,
        description=_clean(show.about),
        language=show.language,
        feed_url=show.address,
        show=show,
    )
    for told in episodes:
        feed.add_item(
            title=_clean(told.title),
            link=told.link,
            description=_clean(told.about),
            pubdate=told.at,
            unique_id=told.guid,
            unique_id_is_permalink=False,
            enclosures=[Enclosure(told.audio, str(told.length), told.audio_type)],
            told=told,
        )
    return feed.writeString("utf-8")


def _clean(text: str) -> str:
    return " ".join(UNPRINTABLE.sub("", text).split())
