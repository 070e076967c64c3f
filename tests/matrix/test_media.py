"""What nobody approved is out of reach in every way that media are sent; so is what was taken down."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from courses import media_files
from tests import media
from tests.matrix import world

LEARNING = ("learner", "foreign", "manager")


@pytest.fixture
def studio(db):
    return world.build()


def closed(studio) -> list[str]:
    """Addresses of every file that waits for a reviewer, and of one whose module was taken down."""
    down = media.attached(studio.draft, revision=studio.draft.latest_revision)
    kinds = ("video", "audio", "captions", "reference_html", "reference_pdf")
    waiting = [reverse("generation:file", args=[studio.production.pk, kind]) for kind in kinds]
    slides = [reverse("generation:slide", args=[studio.production.pk, number]) for number in (0, 1)]
    return [*waiting, *slides, *(reverse("courses:media", args=[down.pk, kind]) for kind in kinds)]


@pytest.fixture(params=["from here", "by a server in front", "from a remote store"])
def way(request, settings, monkeypatch):
    if request.param == "by a server in front":
        settings.GREENROOM_ACCEL_PREFIX = "/inside/"
    if request.param == "from a remote store":
        # Nothing is local any more: whatever is sent is sent as from a remote store.
        monkeypatch.setattr(media_files, "FileSystemStorage", type("Nowhere", (), {}))
        monkeypatch.setattr(
            FileSystemStorage, "url", lambda self, name, parameters=None: f"https://s3/{name}?X"
        )
    return request.param


def test_to_learners_it_is_not_there_by_range_or_head_either(studio, signed_in, way):
    for who in LEARNING:
        client = signed_in(studio.people[who])
        for address in closed(studio):
            answers = [
                client.get(address),
                client.head(address),
                client.get(address, headers={"range": "bytes=0-0"}),
                client.get(address, {"save": ""}),
            ]
            for response in answers:
                assert response.status_code == 404, (who, address)
                for header in ("X-Accel-Redirect", "Location", "Content-Range", "Accept-Ranges"):
                    assert header not in response, (who, address)


def test_what_is_approved_is_sent_that_way(studio, signed_in, way):
    address = reverse("courses:media", args=[studio.module.media.get().pk, "video"])
    response = signed_in(studio.people["learner"]).get(address)
    sent = {"from here": "Accept-Ranges", "by a server in front": "X-Accel-Redirect"}
    assert sent.get(way, "Location") in response


def test_an_address_kept_from_before_opens_nothing_once_the_module_is_taken_down(studio, signed_in):
    client = signed_in(studio.people["learner"])
    address = reverse("courses:media", args=[studio.module.media.get().pk, "video"])
    assert client.get(address).status_code == 200
    studio.module.unpublish()
    assert client.get(address).status_code == 404
