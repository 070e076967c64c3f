import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client


@pytest.fixture
def client(signed_in, learner):
    default_storage.save("images/lamp.width-720.png", ContentFile(b"png"))
    default_storage.save("images/lamp.html", ContentFile(b"<script>"))
    default_storage.save("images/folder.png/lamp.png", ContentFile(b"png"))
    default_storage.save("documents/contract.png", ContentFile(b"secret"))
    return signed_in(learner)


def test_a_picture_of_a_lesson_is_sent(client):
    response = client.get("/media/images/lamp.width-720.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")


@pytest.mark.parametrize(
    "path",
    [
        "images/lamp.html",
        "documents/contract.png",
        "images/../documents/contract.png",
        "images/no.png",
        "images/lamp%00.png",
        "images/lamp.width-720.png/below.png",
        "images/folder.png",
    ],
)
def test_nothing_else_is(client, path):
    assert client.get(f"/media/{path}").status_code in (400, 404)


def test_a_signed_out_visitor_sees_none(client):
    assert Client().get("/media/images/lamp.width-720.png").status_code == 302
