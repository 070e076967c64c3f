"""A module on its way from draft to live."""

import pytest
from wagtail.models import Workflow

from courses.models import ModulePage, ShareWaiver
from courses.services import set_up_review
from tests import factories
from tests.lesson import lesson_body


@pytest.fixture
def studio_review(home):
    """The workflow of every page of the site."""
    set_up_review()
    return Workflow.objects.get(name="Studio review")


@pytest.fixture
def ready(studio_review, draft, author):
    """A draft of the author that may be published, whatever its share of story."""
    lesson = lesson_body(image=factories.image(), character=factories.character())
    draft.body = ModulePage.body.field.stream_block.to_python(lesson)
    draft.save_revision(user=author)
    for share in (0, 1):
        ShareWaiver.objects.create(module=draft, share=share, reason="A lesson for a test.")
    return ModulePage.objects.get(pk=draft.pk)
