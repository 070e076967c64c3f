"""What is published, begun or being made stays as it was, whoever goes on typing."""

import pytest

from courses.models import ModulePage
from courses.services import begin
from generation.services import request_production
from tests.courses.authoring.redrafts import ask_otherwise, fresh, mend_a_text, redraft, said
from tests.courses.editing import edit, short


def type_on(module, revision):
    """What the editor does with each pause in typing: it writes its own last save over again."""
    draft = revision.as_object()
    draft.title = "Written on"
    return draft.save_revision(user=revision.user, clean=False, overwrite_revision=revision)


def published(module, learner):
    return module.live_revision


def begun_and_taken_down(module, learner):
    begin(user=learner, module=module)
    fresh(module).unpublish()
    return module.live_revision


def being_made(module, learner):
    revision = redraft(module, mend_a_text)
    request_production(module=module, revision=revision)
    return revision


@pytest.mark.parametrize("pin", [published, begun_and_taken_down, being_made])
def test_a_revision_that_something_stands_on_is_not_written_over(pin, module, learner):
    revision = pin(module, learner)
    before = revision.content["title"]
    newer = type_on(module, revision)
    revision.refresh_from_db()
    assert newer.pk != revision.pk
    assert revision.content["title"] == before
    assert fresh(module).latest_revision_id == newer.pk


def test_a_draft_that_nobody_stands_on_is(module):
    revision = redraft(module, mend_a_text)
    assert type_on(module, revision).pk == revision.pk


def test_typing_on_after_publishing_elsewhere_is_a_change_to_come(module, author, signed_in):
    browser = signed_in(author)
    edit(browser, module, body=short())
    mine = fresh(module).latest_revision
    mine.publish()
    edit(browser, module, body=short(), title="Written on", overwrite_revision_id=str(mine.pk))
    after = ModulePage.objects.get(pk=module.pk)
    assert after.live_revision_id == mine.pk
    assert after.latest_revision_id != mine.pk
    assert after.live_revision.content["title"] == "Light that can be checked"


def test_saving_a_draft_from_before_the_last_publication_publishes_nothing(module):
    earlier = redraft(module, mend_a_text)
    redraft(module, ask_otherwise)
    earlier.publish()
    redraft(fresh(module), title="Light, checked twice")
    assert fresh(module).live_revision_id == earlier.pk
    assert said(module) == [("refresh", "Updated.", False)]
