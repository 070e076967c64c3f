import pytest
from celery import current_app
from django.urls import reverse

from tests.labs.outputs import making
from tests.labs.prompt import desk


@pytest.fixture
def run(learner, author, course):
    return desk.run_of(learner, author, course, outputs=making.RECORDED)


@pytest.fixture
def version(run):
    return desk.check(run, desk.SOME)


@pytest.fixture
def with_model(settings):
    """The site has a language model."""
    settings.GREENROOM_WRITER = "transformers"


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """What the queue is told."""
    found = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: found.append((name, args)))
    return found


@pytest.fixture
def page(browser, run):
    """page(query): the desk as it reads now, with two versions side by side where the query says so."""

    def read(query: str = "") -> str:
        name = "labs:prompt_outputs" if query else "labs:desk"
        return browser.get(reverse(name, args=[run.pk]) + query).text

    return read
