import pytest

from tests.labs import making as labs
from tests.labs.annotation import making


@pytest.fixture
def module(author, course):
    return labs.module_with(making.annotation(), author=author, course=course)


@pytest.fixture
def run(module, learner):
    return labs.run_in(module, learner)
