import pytest

from tests.labs.peers import making


@pytest.fixture
def module(db, author, course):
    """A lesson whose lab has a rubric."""
    return making.making.module_with(making.lab(), author=author, course=course)


@pytest.fixture
def request_(module, learner):
    """Lena asked for reviews of what she handed in."""
    return making.asked(module, learner)


@pytest.fixture
def mara(module):
    return making.colleague(module, "Mara")


@pytest.fixture
def ife(module):
    return making.colleague(module, "Ife")
