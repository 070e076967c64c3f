"""The private podcast: what is in it, whom it lets in, and what ends it."""

import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from accounts.roles import AUTHORS
from courses import services
from courses.models import Attempt, Enrolment, Evidence, PodcastFeed, StepSeen
from courses.views import feed as views
from tests import factories
from tests.lesson import single
from tests.media import attached

APPLE = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def media(module, reviewer):
    return attached(module, approved_by=reviewer, video=b"0123456789")


@pytest.fixture
def token(learner):
    return services.make_feed(user=learner)


@pytest.fixture
def app():
    """A podcast app: nobody is signed in, and no cookie is sent."""
    return Client()


def address(token: str) -> str:
    return reverse("podcast:feed", args=[token])


def channel(app, token) -> ET.Element:
    response = app.get(address(token))
    assert response.status_code == 200
    return ET.fromstring(response.content).find("channel")


def path(url: str) -> str:
    return urlsplit(url).path


def files_of(item: ET.Element) -> list[str]:
    """Paths of the sound, transcript, chapters and cover of an episode, those that it has."""
    parts = [item.find("enclosure"), item.find(f"{PODCAST}transcript"), item.find(f"{PODCAST}chapters")]
    return [path(part.get("url")) for part in parts if part is not None]


def test_the_show_has_what_apps_require_and_no_directory_may_list_it(app, token, media):
    show = channel(app, token)
    for tag in ("title", "link", "description", "language", "lastBuildDate"):
        assert show.findtext(tag), tag
    assert path(show.find(f"{ATOM}link").get("href")) == address(token)
    assert show.find(f"{APPLE}image").get("href").endswith(".png")
    assert show.find(f"{APPLE}category/{APPLE}category").get("text") == "Courses"
    said = {tag: show.findtext(tag) for tag in (f"{APPLE}block", f"{APPLE}explicit", f"{PODCAST}locked")}
    assert list(said.values()) == ["Yes", "false", "yes"]
    assert show.findtext(f"{APPLE}type") == "serial" and show.findtext(f"{PODCAST}medium") == "course"


def test_an_episode_says_what_it_is_and_where_its_files_lie(app, token, module, media):
    item = channel(app, token).find("item")
    assert item.findtext("title") == module.title and module.objective in item.findtext("description")
    assert "Made with software" in item.findtext("description")
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == (
        f"urn:uuid:{module.translation_key}",
        "false",
    )
    assert abs(parsedate_to_datetime(item.findtext("pubDate")) - media.attached_at) < timedelta(seconds=1)
    assert item.findtext(f"{APPLE}duration") == str(round(media.seconds))
    sound = item.find("enclosure")
    assert (sound.get("type"), sound.get("length")) == ("audio/mp4", "10")
    assert item.find(f"{PODCAST}transcript").get("type") == "text/vtt"
    assert item.find(f"{PODCAST}chapters").get("type") == "application/json+chapters"


def test_a_lesson_made_anew_is_the_same_episode_with_another_file(app, token, media):
    before = channel(app, token).find("item")
    sound = media.files.get(kind="audio")
    sound.file.name = media.files.get(kind="video").file.name
    sound.save()
    after = channel(app, token).find("item")
    assert before.findtext("guid") == after.findtext("guid")
    addresses = {one.find("enclosure").get("url") for one in (before, after)}
    assert len(addresses) == 2 and {app.get(one).status_code for one in addresses} == {200}


def test_the_files_open_without_a_cookie_and_in_ranges(app, token, media):
    sound, words, marks = files_of(channel(app, token).find("item"))
    whole = app.get(sound)
    assert (whole["Content-Type"], whole["Content-Length"]) == ("audio/mp4", "10")
    part = app.get(sound, headers={"range": "bytes=2-5"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"2345")
    assert app.head(sound).status_code == 200
    assert b"".join(app.get(words).streaming_content).startswith(b"WEBVTT")
    told = json.loads(app.get(marks).content)
    assert told["version"] == "1.2.0"
    assert told["chapters"][0] == {"startTime": 0.0, "title": "Chapter 0"}


def test_a_stretch_of_sound_costs_neither_the_lesson_nor_its_words(
    app, token, media, django_assert_max_num_queries
):
    sound, *_ = files_of(channel(app, token).find("item"))
    with django_assert_max_num_queries(8) as asked:
        assert app.get(sound, headers={"range": "bytes=2-5"}).status_code == 206
    texts = [one["sql"] for one in asked.captured_queries]
    assert texts and not [sql for sql in texts if '"body"' in sql or '"cues"' in sql or '"words"' in sql]


def test_episodes_stand_in_the_order_of_their_courses(app, token, module, media, course, author, catalogue):
    later = factories.module(course, owner=author, title="Sound", slug="sound", body=[single()])
    other = factories.course(catalogue, title="Rights", slug="rights")
    third = factories.module(other, owner=author, title="Consent", slug="consent", body=[single()])
    for one in (third, later):
        attached(one)
    items = channel(app, token).findall("item")
    told = [(one.findtext(f"{APPLE}season"), one.findtext(f"{APPLE}episode")) for one in items]
    assert [one.findtext("title") for one in items] == [module.title, "Sound", "Consent"]
    assert told == [("1", "1"), ("1", "2"), ("2", "1")]


def test_fifty_lessons_take_as_many_queries_as_one(
    app, token, module, media, course, author, django_assert_num_queries, settings
):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with django_assert_num_queries(6):  # the feed, its being fetched; modules, sets, files, courses
        channel(app, token)
    for number in range(3):
        attached(
            factories.module(course, owner=author, title=f"L {number}", slug=f"l-{number}", body=[single()])
        )
    with django_assert_num_queries(6):
        assert len(channel(app, token).findall("item")) == 4


def test_a_lesson_that_is_kept_from_its_learner_is_not_in_it_nor_are_its_files(app, token, module, media):
    files = files_of(channel(app, token).find("item"))
    closed = PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.GROUPS)
    closed.groups.add(Group.objects.get_or_create(name=AUTHORS)[0])
    assert channel(app, token).find("item") is None
    assert {app.get(one).status_code for one in files} == {404}


def test_a_lesson_taken_down_is_not_in_it_nor_are_its_files(app, token, module, media):
    files = files_of(channel(app, token).find("item"))
    module.unpublish()
    assert channel(app, token).find("item") is None
    assert {app.get(one).status_code for one in files} == {404}


@pytest.mark.parametrize("end", ["stopped", "made anew", "deactivated"])
def test_what_ends_it_ends_every_address_at_once(app, token, learner, media, end):
    files = files_of(channel(app, token).find("item"))
    if end == "stopped":
        services.stop_feed(user=learner)
    elif end == "made anew":
        services.make_feed(user=learner)
    else:
        learner.is_active = False
        learner.save()
    assert {app.get(one).status_code for one in (address(token), *files)} == {404}


def test_nobody_can_make_up_an_address_of_a_file(app, token, learner, media):
    feed = learner.podcast_feed
    for made_up in (feed.pk.hex, f"{feed.pk.hex}.x", feed.file_token[:-1], token, "x.y"):
        where = reverse("podcast:file", args=[made_up, media.pk, "audio.m4a"])
        assert app.get(where).status_code == 404, made_up
    assert app.get(reverse("podcast:file", args=[feed.file_token, media.pk, "film.mp4"])).status_code == 404
    assert app.get(address(feed.token_digest)).status_code == 404


def test_fetching_counts_as_nothing_but_a_fetch(app, token, learner, media):
    for one in files_of(channel(app, token).find("item")):
        app.get(one)
    assert not any(kind.objects.exists() for kind in (Enrolment, Attempt, StepSeen, Evidence))
    assert PodcastFeed.objects.get().last_fetched_at is not None


def test_no_cache_between_and_no_search_engine_keeps_it(app, token, media):
    answer = app.get(address(token))
    sound, words, marks = files_of(ET.fromstring(answer.content).find("channel/item"))
    for response in (answer, *map(app.get, (sound, words, marks))):
        assert response["X-Robots-Tag"] == "noindex"
        assert "private" in response["Cache-Control"] and "public" not in response["Cache-Control"]


def test_an_app_that_has_it_already_is_told_so(app, token, media):
    known = app.get(address(token))["ETag"]
    again = app.get(address(token), headers={"if-none-match": known})
    assert (again.status_code, again.content) == (304, b"")


def test_an_app_that_asks_without_end_is_asked_to_wait(app, token, media, monkeypatch):
    monkeypatch.setattr(views, "FEEDS", 1)
    monkeypatch.setattr(views, "PARTS", 1)
    sound = files_of(channel(app, token).find("item"))[0]
    assert app.get(sound).status_code == 200
    for asked in (address(token), sound):
        refused = app.get(asked)
        assert (refused.status_code, refused["Retry-After"]) == (429, "600")


def test_words_that_xml_cannot_hold_do_not_break_it(app, token, module, media):
    type(module).objects.filter(pk=module.pk).update(title="Light <&> \x0b “checked”")
    assert channel(app, token).find("item").findtext("title") == "Light <&> “checked”"


def test_its_address_is_shown_once_and_kept_as_a_digest(signed_in, learner, app, media):
    browser = signed_in(learner)
    shown = browser.post(reverse("podcast:make")).content.decode()
    told = shown.split('id="address" type="text" value="http://testserver')[1].split('"')[0]
    assert app.get(told).status_code == 200
    again = browser.get(reverse("podcast:page")).content.decode()
    assert told not in again and "Last asked for by an app on" in again
    row = PodcastFeed.objects.get()
    assert told.split("/")[3] not in (row.token_digest, row.pk.hex)


def test_a_learner_switches_off_their_own_and_nobody_elses(signed_in, learner, outsider, app, media):
    mine, theirs = services.make_feed(user=learner), services.make_feed(user=outsider)
    signed_in(learner).post(reverse("podcast:stop"))
    assert (app.get(address(mine)).status_code, app.get(address(theirs)).status_code) == (404, 200)


def test_profile_and_player_lead_there(signed_in, learner, module, media):
    browser = signed_in(learner)
    for page in (reverse("accounts:profile"), reverse("courses:listen", args=[module.slug])):
        assert reverse("podcast:page") in browser.get(page).content.decode()
