"""A page in the editor becomes a draft by being edited, not by being looked at."""

import pytest
from wagtail.models import Revision

from courses.models import ModulePage
from tests.browser.editor import Editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LISTEN = """
window.heard = [];
for (const name of ["watch-edits", "add"])
  document.addEventListener(`w-unsaved:${name}`, () => window.heard.push(name));
"""
WRITE_ANEW = """() => {
  window.heard = [];
  const field = [...document.querySelectorAll("[name^=body-][name$=-text]")]
    .find((one) => one.value.startsWith("{"));
  field.value = JSON.stringify(JSON.parse(field.value), null, 3);
}"""


def newest(module: ModulePage) -> ModulePage:
    return Revision.objects.for_instance(module).latest("created_at", "id").as_object()


def test_fields_that_come_up_late_make_no_draft_and_a_word_of_the_author_does(open_browser, author, module):
    page = open_browser(author, viewport={"width": 1360, "height": 960})
    page.add_init_script(LISTEN)
    page.goto(f"/admin/pages/{module.pk}/edit/")
    # Wagtail remembers the form twice while it comes up.
    page.wait_for_function("window.heard.length >= 2")
    page.evaluate(WRITE_ANEW)
    page.wait_for_function("window.heard.length > 0")
    assert page.evaluate("window.heard") == ["watch-edits"]
    assert Revision.objects.for_instance(module).count() == 1

    saved = f"**/admin/pages/{module.pk}/edit/"
    with page.expect_response(saved):
        Editor(page).fill("objective", "Brief light so that a gaffer can check it.")
    assert Revision.objects.for_instance(module).count() == 2


def test_what_was_typed_before_wagtail_remembered_the_form_is_saved(open_browser, author, module):
    """On a slow machine it may come too late to ask that; the next test asks the same in any case."""
    page = open_browser(author, viewport={"width": 1360, "height": 960})
    page.add_init_script(LISTEN)
    page.goto(f"/admin/pages/{module.pk}/edit/", wait_until="commit")
    with page.expect_response(f"**/admin/pages/{module.pk}/edit/", timeout=30_000):
        Editor(page).fill("objective", "Brief light so that a gaffer can check it.")
    assert "gaffer" in newest(module).objective


def test_what_was_typed_while_a_save_was_under_way_is_saved_next(open_browser, author, module):
    page = open_browser(author, viewport={"width": 1360, "height": 960})
    page.add_init_script(LISTEN)
    address = f"**/admin/pages/{module.pk}/edit/"
    page.goto(f"/admin/pages/{module.pk}/edit/")
    page.wait_for_function("window.heard.length >= 2")
    words = [" Name its side."]

    def answered_while_typing(route):
        answer = route.fetch()
        if words:
            page.keyboard.insert_text(words.pop())
        route.fulfill(response=answer)

    page.route(address, answered_while_typing)
    with page.expect_response(address):
        Editor(page).fill("objective", "Brief light.")
    with page.expect_response(address):
        assert not words
    assert newest(module).objective == "Brief light. Name its side."
