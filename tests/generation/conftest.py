import pytest

from generation import pipeline, services
from generation.models import Production
from tests.generation import fakes


@pytest.fixture
def engines():
    return fakes.Engines()


@pytest.fixture
def production(module):
    """Of the module's published revision, asked for when it was published."""
    return Production.objects.select_related("module", "revision").get(revision=module.live_revision)


@pytest.fixture
def made(production, engines):
    """Everything is made, and waits for a reviewer."""
    return pipeline.finish(production, engines=engines)


@pytest.fixture
def approved(made, reviewer):
    return services.approve(production=made, by=reviewer, digest=made.digest)
