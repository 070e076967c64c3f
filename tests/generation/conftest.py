import pytest

from generation import pipeline
from generation.models import Production
from tests import approving
from tests.generation import fakes, sealed


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
    return approving.approve(made, reviewer)


@pytest.fixture(scope="session")
def plain(tmp_path_factory):
    return sealed.film(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    """(certificate, key) of a studio that an authority knows."""
    return sealed.pair(tmp_path_factory.mktemp("studio"))


@pytest.fixture
def signed(settings, studio):
    """The site signs with the studio's certificate."""
    settings.GREENROOM_C2PA_CERTIFICATE, settings.GREENROOM_C2PA_KEY = map(str, studio)
