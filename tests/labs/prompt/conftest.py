import pytest
from django.urls import reverse

from tests.labs.prompt import desk


@pytest.fixture
def run(learner, author, course):
    return desk.run_of(learner, author, course)


@pytest.fixture
def send(browser, run):
    """send(form): to the desk."""
    return lambda form: browser.post(reverse("labs:desk", args=[run.pk]), form)


@pytest.fixture
def page(browser, run):
    """page(): the desk as it reads now."""
    return lambda: browser.get(reverse("labs:desk", args=[run.pk])).text
