"""How uploads are given back, and swept when nobody has them any more."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import RequestFactory
from django.urls import reverse

from config import housekeeping
from config.middleware import LimitedBody
from labs.models import Run, Upload
from labs.services import keep_upload
from tests.uploads import files

A_DAY_AGO = 100_000


@pytest.fixture
def upload(run):
    return keep_upload(run=run, name='the "lamp"\u00e9.png', content=files.picture())


def addresses(upload) -> list[str]:
    return [reverse(name, args=[upload.pk]) for name in ("labs:upload", "labs:upload_preview")]


def test_a_picture_comes_as_a_file_to_keep_that_may_do_nothing(browser, upload):
    for address in addresses(upload):
        answer = browser.get(address)
        assert answer.status_code == 200 and b"".join(answer)
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] in ("image/png", "image/webp")


def test_behind_nginx_too_it_comes_from_here_with_its_headers(browser, upload, settings):
    settings.GREENROOM_ACCEL_PREFIX = "/inside/"
    answer = browser.get(addresses(upload)[0])
    assert b"".join(answer) and "X-Accel-Redirect" not in answer


def test_a_picture_is_its_owners_alone(upload, signed_in, outsider, manager, ld_admin, author):
    for person in (outsider, manager, ld_admin, author):
        client = signed_in(person)
        assert [client.get(one).status_code for one in addresses(upload)] == [404, 404]
        answer = client.post(reverse("labs:uploads"), {"upload": str(upload.pk)})
        assert answer.status_code == 404
    assert Upload.objects.exists()


def test_what_lies_in_the_store_has_no_other_address(browser, upload):
    for name in (upload.file.name, upload.preview.name):
        for before in ("/media/", "/media/images/", "/media/productions/", "/static/", "/"):
            assert browser.get(before + name).status_code == 404


def test_ones_own_page_shows_what_there_is_and_deletes_it(
    browser, upload, django_capture_on_commit_callbacks
):
    page = reverse("labs:uploads")
    shown = browser.get(page).text
    assert "1 of 200 files" in shown and "40 × 20" in shown and "&quot;lamp&quot;" in shown
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(page, {"upload": str(upload.pk)}).status_code == 302
    assert "You have uploaded nothing" in browser.get(page).text
    assert browser.post(page, {"upload": "no-id"}).status_code == 404
    assert storages["productions"].listdir("lab-uploads")[1] == []


def test_a_file_that_is_gone_is_a_404(browser, upload):
    storages["productions"].delete(upload.file.name)
    assert browser.get(addresses(upload)[0]).status_code == 404


def test_files_without_a_row_are_swept_when_they_are_old(upload):
    folder = Path(storages["productions"].path("lab-uploads"))
    old, young = folder / "old.png", folder / "young.png"
    for one in (old, young):
        one.write_bytes(b"half")
    before = time.time() - A_DAY_AGO
    for one in (old, *(folder / Path(name.name).name for name in (upload.file, upload.preview))):
        os.utime(one, (before, before))
    housekeeping.tidy()
    assert not old.exists() and young.exists()
    assert upload.file.storage.exists(upload.file.name) and upload.preview.storage.exists(upload.preview.name)


def test_sweeping_where_nobody_ever_uploaded_is_no_trouble(db):
    housekeeping.tidy()


def test_the_pieces_of_the_production_line_are_pruned_without_touching_uploads(upload):
    from generation.services import prune_artifacts

    os.utime(storages["productions"].path(upload.file.name), (0, 0))
    prune_artifacts(older_than=housekeeping.datetime.timedelta(days=30))
    assert upload.file.storage.exists(upload.file.name)


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/labs/", 2 * 1024**3, 413),
        ("/labs/", 24 * 1024**2 + 1, 413),
        ("/labs/", 24 * 1024**2, 200),
        ("/admin/media/video/add/", 300 * 1024**2, 200),
        ("/admin/media/video/add/", 2 * 1024**3, 413),
        ("/admin/images/add/", 300 * 1024**2, 413),
        ("/labs/", "", 200),
        ("/labs/", "some", 200),
    ],
)
def test_two_gigabytes_are_refused_before_a_byte_is_read(path, length, status):
    """The body is none: whoever reads from it fails."""
    from django.http import HttpResponse

    request = RequestFactory().generic("POST", path)
    request.META["CONTENT_LENGTH"] = str(length)
    request.META["wsgi.input"] = request._stream = None
    answer = LimitedBody(lambda request: HttpResponse())(request)
    assert answer.status_code == status


def test_the_refusal_of_a_body_is_a_page_in_our_words(browser):
    answer = browser.post("/labs/uploads/", {}, headers={"content-length": str(2 * 1024**3)})
    assert answer.status_code == 413 and "too much at once" in answer.text
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src" in answer["Content-Security-Policy"]


def test_whoever_is_erased_takes_uploads_runs_and_files_along(
    upload, learner, django_capture_on_commit_callbacks
):
    store, names = upload.file.storage, (upload.file.name, upload.preview.name)
    with django_capture_on_commit_callbacks(execute=True):
        learner.delete()
    assert not Run.objects.exists() and not any(store.exists(name) for name in names)
