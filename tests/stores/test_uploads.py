"""Pictures and documents of the library, kept in S3."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests import factories

pytestmark = pytest.mark.django_db


def document(title="Call sheet", content=b"Call is at six."):
    return get_document_model().objects.create(title=title, file=ContentFile(content, "call-sheet.txt"))


def test_two_pictures_of_one_name_are_two_pictures(studio):
    first, second = factories.image("lamp"), factories.image("lamp")
    assert first.file.name != second.file.name
    assert len(studio.names("media/original_images/")) == 2


def test_a_rendition_is_made_in_the_store_and_shown_from_a_signed_address(studio, fetched):
    rendition = factories.image("lamp").get_rendition("width-40")
    assert f"media/{rendition.file.name}" in studio.names("media/images/")
    status, headers, body = fetched(rendition.url)
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert body.startswith(b"\x89PNG") and "X-Amz-Signature" in rendition.url


def test_objects_are_nobody_elses_to_read(studio):
    factories.image("lamp")
    [name] = studio.names("media/original_images/")
    grants = studio.client.get_object_acl(Bucket=studio.name, Key=name)["Grants"]
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


def test_a_document_comes_through_our_own_door_with_its_headers(studio, signed_in, author, learner, client):
    address = document().url
    assert client.get(address)["Location"].startswith("/accounts/login/")
    assert signed_in(learner).get(address).status_code == 404  # no page of theirs links to it
    answer = signed_in(author).get(address)
    assert (answer.status_code, answer.getvalue()) == (200, b"Call is at six.")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_is_deleted_is_gone_from_the_store(studio, django_capture_on_commit_callbacks):
    image, paper = factories.image("lamp"), document()
    image.get_rendition("width-40")
    assert len(studio.names("media/")) == 3
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
        paper.delete()
    assert studio.names("media/") == []
    assert not get_image_model().objects.exists()
