import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage
from django.http import Http404
from django.test import RequestFactory

from courses.media_files import send


@pytest.fixture
def store(tmp_path):
    storage = FileSystemStorage(location=tmp_path / "productions")
    storage.save("ab/film.mp4", ContentFile(b"0123456789"))
    return storage


def get(store, name="ab/film.mp4", content_type="video/mp4", download_as="", **headers):
    request = RequestFactory().get("/", headers=headers)
    return send(request, storage=store, name=name, content_type=content_type, download_as=download_as)


def body(response):
    return b"".join(response.streaming_content)


def test_a_whole_file_is_sent_and_says_that_it_takes_ranges(store):
    response = get(store)
    assert (response.status_code, body(response)) == (200, b"0123456789")
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("wanted", "sent", "named"),
    [
        ("bytes=2-5", b"2345", "bytes 2-5/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-4", b"6789", "bytes 6-9/10"),
        ("bytes=8-400", b"89", "bytes 8-9/10"),
        ("bytes=0-0", b"0", "bytes 0-0/10"),
        ("bytes=9-", b"9", "bytes 9-9/10"),
    ],
)
def test_a_range_is_sent_as_asked(store, wanted, sent, named):
    response = get(store, range=wanted)
    assert response.status_code == 206
    assert response["Content-Range"] == named
    assert body(response) == sent


def test_a_range_past_the_end_is_refused_with_the_size(store):
    response = get(store, range="bytes=50-60")
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")


def test_a_file_that_is_gone_is_404(store):
    with pytest.raises(Http404):
        get(store, name="ab/gone.mp4")


def test_a_server_in_front_is_told_where_the_file_is(store, settings):
    settings.GREENROOM_ACCEL_PREFIX = "/inside/"
    response = get(store, name="ab/a film.mp4")
    assert response["X-Accel-Redirect"] == "/inside/productions/ab/a%20film.mp4"
    assert response.content == b""


def test_a_remote_store_sends_it_from_its_own_address():
    class Remote(Storage):
        def url(self, name, parameters):
            return f"https://store.example/{name}?signed"

    response = get(Remote())
    assert (response.status_code, response["Location"]) == (302, "https://store.example/ab/film.mp4?signed")


@pytest.mark.parametrize("content_type", ["text/vtt", "text/html"])
def test_captions_and_sheets_in_a_remote_store_come_from_this_origin(content_type):
    store = InMemoryStorage()
    store.save("told", ContentFile(b"WEBVTT"))
    response = get(store, name="told", content_type=content_type)
    assert (response.status_code, response.content) == (200, b"WEBVTT")
    assert ("Content-Security-Policy" in response) == (content_type == "text/html")
    with pytest.raises(Http404):
        get(store, name="gone", content_type=content_type)


def test_a_quick_reference_may_reach_nothing(store):
    store.save("sheet.html", ContentFile(b"<p>x</p>"))
    response = get(store, name="sheet.html", content_type="text/html")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_a_download_carries_its_name_whatever_the_alphabet(store):
    response = get(store, download_as="Licht für alle.mp4")
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''Licht%20f%C3%BCr%20alle.mp4"
