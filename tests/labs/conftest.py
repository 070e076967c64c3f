import pytest

from tests.labs import making


@pytest.fixture
def lab(db):
    return making.lab()


@pytest.fixture
def lab_module(lab, author, course):
    """A published lesson whose second screen is the lab."""
    return making.module_with(lab, author=author, course=course)


@pytest.fixture
def run(lab_module, learner):
    return making.run_in(lab_module, learner)


@pytest.fixture
def browser(signed_in, learner):
    return signed_in(learner)
