"""A course as a file, out of the admin."""

import io
import zipfile

import pytest
from django.urls import reverse


def address(course) -> str:
    return reverse("export_course", args=[course.pk])


def test_an_author_takes_a_course_along_as_a_file(module, course, author, signed_in):
    browser = signed_in(author)
    assert address(course) in browser.get(reverse("wagtailadmin_explore", args=[course.pk])).content.decode()
    answer = browser.get(address(course))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{course.slug}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as file:
        assert f"modules/01-{module.slug}.md" in file.namelist()


@pytest.mark.parametrize("who", ["learner", "manager", "reviewer"])
def test_nobody_else_does(who, module, course, request, signed_in):
    assert signed_in(request.getfixturevalue(who)).get(address(course)).status_code == 404


def test_what_is_no_course_is_not_there(module, author, signed_in):
    assert signed_in(author).get(address(module)).status_code == 404


def test_a_picture_that_is_gone_is_named(module, course, author, signed_in):
    picture = next(child.value["image"] for child in module.body if child.block_type == "image")
    picture.file.storage.delete(picture.file.name)
    answer = signed_in(author).get(address(course), follow=True)
    assert any(picture.title in str(message) for message in answer.context["messages"])
