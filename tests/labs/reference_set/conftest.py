import pytest

from tests.labs import making
from tests.labs.reference_set import making as sets


@pytest.fixture
def task(db):
    return sets.task()


@pytest.fixture
def run(task, author, course, learner):
    lab = making.lab(slug="desert", kind="reference_set", task=task)
    return making.run_in(making.module_with(lab, author=author, course=course), learner)
