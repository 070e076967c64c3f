"""The doors to the document library, and how a document is handed out again."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model

from courses.uploads import DOCUMENT_BYTES
from tests.uploads import files

HOSTILE = {
    "HTML named as PDF": ("sheet.pdf", files.HTML, "is no PDF"),
    "a page": ("sheet.html", files.HTML, "is not allowed"),
    "a program": ("sheet.exe", b"MZ", "is not allowed"),
    "bytes named as text": ("sheet.txt", b"\xff\xfe\xfa", "not UTF-8"),
    "zeros named as text": ("sheet.txt", b"a\0b", "holds none"),
    "nothing at all": ("sheet.txt", b"", "empty"),
    "more than may be": ("sheet.txt", b"a" * (DOCUMENT_BYTES + 1), "larger than"),
}


@pytest.fixture
def client(signed_in, author, home):
    return signed_in(author)


def by_itself(client, file):
    return client.post(reverse("wagtaildocs:add"), {"title": "Sheet", "file": file}).content.decode()


def among_several(client, file):
    response = client.post(reverse("wagtaildocs:add_multiple"), {"title": "Sheet", "files[]": file})
    return json.loads(response.content).get("error_message", "")


def in_the_chooser(client, file):
    prefix = "document-chooser-upload"
    sent = {f"{prefix}-title": "Sheet", f"{prefix}-file": file, f"{prefix}-collection": "1"}
    return client.post(reverse("wagtaildocs_chooser:create"), sent).content.decode()


DOORS = [by_itself, among_several, in_the_chooser]


@pytest.mark.parametrize("door", DOORS)
def test_a_document_goes_in_by_every_door(client, door):
    door(client, SimpleUploadedFile("sheet.pdf", b"%PDF-1.7\n"))
    assert get_document_model().objects.count() == 1


@pytest.mark.parametrize("door", DOORS)
def test_what_is_no_document_is_refused_in_words_and_leaves_nothing(client, settings, door):
    unwelcome = {}
    for what, (name, content, told) in HOSTILE.items():
        answer = door(client, SimpleUploadedFile(name, content))
        kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
        if told not in answer or get_document_model().objects.exists() or kept:
            unwelcome[what] = answer[-300:]
    assert unwelcome == {}


def test_text_that_is_a_page_is_never_shown_as_one(client):
    by_itself(client, SimpleUploadedFile("sheet.txt", files.HTML))
    response = client.get(get_document_model().objects.get().url)
    assert response["Content-Type"].startswith("text/plain")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
