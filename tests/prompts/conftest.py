import pytest
from django.urls import reverse

from tests.labs.prompt import desk
from tests.prompts.written import TESTS


@pytest.fixture
def run(learner, author, course):
    """At a lab whose author has written tests."""
    return desk.run_of(learner, author, course, tests=TESTS)


@pytest.fixture
def browser(signed_in, learner):
    return signed_in(learner)


@pytest.fixture
def page(browser, run):
    """page(): the desk as it reads now."""
    return lambda: browser.get(reverse("labs:desk", args=[run.pk])).text
