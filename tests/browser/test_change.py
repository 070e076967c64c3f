"""An author changes a question that people have answered and sees whom it touches; it falls due again."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Change, ModulePage
from courses.services import begin
from gamification.models import Mastery
from tests import factories
from tests.browser.editor import Editor
from tests.lesson import block, single, story
from tests.played import answer, asked, see_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "Which line can anyone on the floor check?"
NOTE = "The question is asked of everyone on the floor now."


@pytest.fixture
def answered(course, author, learner) -> ModulePage:
    """A live module with one question, finished by one learner."""
    text = block("rich_text", {"text": "<p>Name the lamp.</p>", "purpose": "teach"})
    module = factories.module(course, owner=author, body=[text, story(factories.character()), single()])
    attempt = begin(user=learner, module=module)
    answer(attempt, module, asked(module)[0], True, attempt.started_at)
    see_all(attempt, module, attempt.started_at)
    return module


def test_a_recertified_question_makes_the_module_due_again(open_browser, answered, author, learner):
    page = open_browser(author, viewport={"width": 1360, "height": 960})
    page.goto(reverse("wagtailadmin_pages:edit", args=[answered.pk]))
    editor = Editor(page)
    editor.fill("body-2-value-question", NEW)
    editor.publish()
    expect(page.get_by_role("heading", name="What kind of change is it?")).to_be_visible()
    expect(page.get_by_text(NEW)).to_be_visible()
    assert ModulePage.objects.get(pk=answered.pk).live_revision_id == answered.live_revision_id
    page.get_by_label("Recertify").check()
    expect(page.get_by_text("due again for 1 learner; answers of 1 learner stop counting")).to_be_visible()
    page.get_by_label("What changed, in a sentence for learners").fill(NOTE)
    page.get_by_role("button", name="Publish the change").click()
    expect(page.get_by_role("status").filter(has_text="published")).to_be_visible()
    assert Change.objects.get().kind == "recertify"
    assert not Mastery.objects.filter(user=learner).exists()

    learning = open_browser(learner)
    learning.goto("/")
    expect(learning.get_by_text("Due again").first).to_be_visible()
    learning.get_by_role("link", name=answered.title).first.click()
    expect(learning.get_by_text(NOTE)).to_be_visible()
    learning.get_by_role("button", name="Take it again").click()
    learning.wait_for_url("**/1/")
    expect(learning.get_by_text(NOTE)).to_have_count(0)
