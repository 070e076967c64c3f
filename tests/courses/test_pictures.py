import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import ModulePage
from courses.services import begin
from tests import factories

LARGEST = 10  # queries, the session and the person among them


def rendition(module: ModulePage) -> str:
    """The address of the picture in a module."""
    block = next(one for one in module.body if one.block_type == "image")
    return block.value["image"].get_rendition("width-160").url


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


def test_a_picture_of_a_lesson_is_sent(client, module):
    response = client.get(rendition(module))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_picture_costs_few_queries(client, module):
    address = rendition(module)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= LARGEST


def test_a_picture_of_a_draft_is_there_for_its_author_alone(signed_in, client, draft, author):
    address = rendition(draft)
    assert client.get(address).status_code == 404
    assert signed_in(author).get(address).status_code == 200


def test_a_picture_goes_with_its_module(client, module):
    address = rendition(module)
    module.unpublish()
    assert client.get(address).status_code == 404


def change_the_picture(module: ModulePage) -> None:
    raw = [dict(one) for one in module.body.raw_data]
    for one in raw:
        if one["type"] == "image":
            one["value"] = {**one["value"], "image": factories.image("Another lamp").pk}
    module.body = ModulePage.body.field.to_python(raw)
    module.save_revision().publish()
    module.refresh_from_db()


def test_a_picture_stays_with_whoever_is_in_the_middle_of_the_lesson(
    signed_in, client, module, learner, outsider
):
    address = rendition(module)
    begin(user=learner, module=module)
    change_the_picture(module)
    assert client.get(address).status_code == 200
    assert signed_in(outsider).get(address).status_code == 404
    assert client.get(rendition(module)).status_code == 200
    module.unpublish()
    assert client.get(address).status_code == 404


def test_a_picture_that_stands_on_no_page_is_not_shown(client, module):
    assert client.get(factories.image().get_rendition("width-160").url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "images/lamp.html",
        "images/stray.png",
        "documents/contract.png",
        "images/../documents/contract.png",
        "images/no.png",
        "images/lamp%00.png",
        "images/stray.png/below.png",
        "images/folder.png",
    ],
)
def test_nothing_else_is(client, path):
    for name in ("images/lamp.html", "images/stray.png", "images/folder.png/a.png", "documents/contract.png"):
        default_storage.save(name, ContentFile(b"secret"))
    assert client.get(f"/media/{path}").status_code in (400, 404)


def test_a_signed_out_visitor_sees_none(module):
    assert Client().get(rendition(module)).status_code == 302
