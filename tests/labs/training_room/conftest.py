import pytest
from celery import current_app
from django.core.cache import caches

from generation.engines import registry
from tests.generation.fakes import BagOfWords
from tests.labs import making as labs
from tests.labs.training_room import making


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What the queue was told. Nothing is embedded but by a bag of words."""
    caches["process"].clear()
    monkeypatch.setattr(registry, "embedder", BagOfWords)
    found = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: found.append((name, args)))
    return found


@pytest.fixture
def module(author, course):
    return labs.module_with(making.room_lab(), author=author, course=course)


@pytest.fixture
def run(module, learner):
    return labs.run_in(module, learner)
