"""A page in the editor becomes a draft by being edited, not by being looked at."""

import pytest
from wagtail.models import Revision

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
