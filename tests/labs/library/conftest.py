import pytest

from tests.labs.library import making
from tests.labs.prompt import desk


@pytest.fixture
def run(learner, author, course):
    return desk.run_of(learner, author, course)


@pytest.fixture
def project(learner, reviewer):
    """Of the learner and the reviewer."""
    return making.project(learner, reviewer)


@pytest.fixture
def prompt(run, project):
    """The learner's, saved to the project."""
    return making.saved(run, project)


@pytest.fixture
def own(run):
    """The learner's, kept for themself."""
    return making.saved(run)
