import pytest

from generation import proposing, services
from tests import factories
from tests.generation.proposals.writers import Told, body, of_every_kind, question


@pytest.fixture
def lesson(course, author):
    """A draft with sentences a writer can cite. Of its sentences, 1 to 5 are those of `writers.TEXTS`."""
    return factories.module(course, owner=author, body=body(), publish=False)


@pytest.fixture
def run(lesson, author):
    """Asked for by its author; nobody has read it yet."""
    return services.request_proposals(module=lesson, by=author)


@pytest.fixture
def writer():
    """One of every kind, and a question whose key is nowhere in the lesson."""
    return Told(*of_every_kind(1), question(1, "What is a lamp?", "a sun of one's own", "a mood", "a wish"))


@pytest.fixture
def read(run, writer):
    """Read: six proposals, one left out."""
    proposing.propose(run.pk, writer=writer)
    run.refresh_from_db()
    return run
