import pytest
from django.utils import timezone

from config.models import Heartbeat
from generation import pipeline
from generation.models import Production
from tests import approving, factories
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


@pytest.fixture
def second(production, course, author):
    """Asked for after the first."""
    return factories.module(course, owner=author, slug="sound", title="Sound").productions.get()


@pytest.fixture
def worker():
    """One that listens to `media` alone was seen just now."""
    return Heartbeat.objects.create(name="worker:celery@one", seen_at=timezone.now(), queues=["media"])
