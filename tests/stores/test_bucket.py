"""The settings of a remote store, and what the browser is told of it."""

import json
import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from config.stores import Bucket

SETTINGS = """
import json
from config import settings as s
print(json.dumps([s.STORAGES, s.CONTENT_SECURITY_POLICY["DIRECTIVES"]["media-src"]]))
"""


def storage(entry):
    return import_string(entry["BACKEND"])(**entry["OPTIONS"])


@pytest.mark.parametrize(
    ("bucket", "origin"),
    [
        (Bucket("studio", endpoint="https://s3.example.org:9000"), "https://s3.example.org:9000"),
        (
            Bucket("studio", endpoint="https://s3.example.org", addressing="virtual"),
            "https://studio.s3.example.org",
        ),
        (Bucket("studio", region="eu-west-1"), "https://studio.s3.eu-west-1.amazonaws.com"),
        (Bucket("studio"), "https://studio.s3.amazonaws.com"),
    ],
)
def test_the_origin_told_to_browsers_is_that_of_signed_addresses(bucket, origin, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "studio")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "for tests only")
    address = urlsplit(storage(bucket.store("productions", overwrite=True)).url("ab/film.mp4"))
    assert f"{address.scheme}://{address.netloc}" == bucket.origin == origin


def test_an_address_is_signed_and_holds_for_an_hour(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "studio")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "for tests only")
    store = storage(Bucket("studio", endpoint="https://s3.example.org").store("productions", overwrite=True))
    said = parse_qs(urlsplit(store.url("ab/film.mp4")).query)
    assert said["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"] and said["X-Amz-Expires"] == ["3600"]
    assert len(said["X-Amz-Signature"][0]) == 64


def configured(**environment: str) -> list:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GREENROOM_", "AWS_"))}
    kept["GREENROOM_DATA_DIR"] = str(settings.GREENROOM_DATA_DIR)
    run = subprocess.run(
        [sys.executable, "-c", SETTINGS],
        cwd=settings.BASE_DIR,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_the_policy_names_the_store_where_the_operator_does_not():
    stores, media = configured(GREENROOM_S3_BUCKET="studio", GREENROOM_S3_ENDPOINT="https://s3.example.org")
    assert "https://s3.example.org" in media
    assert stores["productions"]["OPTIONS"]["location"] == "productions"
    named = {"GREENROOM_MEDIA_ORIGINS": "https://cdn.example.org"}
    _, media = configured(GREENROOM_S3_BUCKET="studio", **named)
    assert "https://cdn.example.org" in media and "amazonaws" not in " ".join(media)


def test_without_a_bucket_everything_stays_in_folders():
    stores, media = configured()
    assert stores["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert media == ["'self'", "blob:"]


def test_uploads_never_overwrite_and_made_media_do():
    stores, _ = configured(GREENROOM_S3_BUCKET="studio")
    assert stores["default"]["OPTIONS"]["file_overwrite"] is False
    assert stores["productions"]["OPTIONS"]["file_overwrite"] is True
