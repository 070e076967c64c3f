import pytest
from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission

from tests.factories import course as make_course
from tests.played import questions


@pytest.fixture
def five(course):
    return questions(5, parent=course)


@pytest.fixture
def author_of_another(author, course, five):
    """May write in another course alone."""
    author.groups.clear()
    elsewhere = make_course(course.get_parent().specific, title="Another", slug="another")
    group = author.groups.create(name="Guests of another course")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=elsewhere, permission=change)
    return author
