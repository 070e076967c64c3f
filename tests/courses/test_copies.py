"""Copying pages whose modules have slugs that are unique on the site."""

import pytest
from django.urls import reverse

from courses.models import CoursePage, ModulePage


@pytest.mark.parametrize("along", [True, False])
def test_a_course_is_copied_without_its_modules(signed_in, author, module, course, along):
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": course.get_parent().pk}
    data |= {"copy_subpages": "on"} if along else {}
    client = signed_in(author)
    response = client.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), data, follow=True)
    assert ("Modules cannot be copied along" in response.content.decode()) is along
    assert CoursePage.objects.filter(slug="copy").exists() is not along
    assert ModulePage.objects.count() == 1
