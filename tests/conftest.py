"""The cast and the small studio that every test may use."""

import os
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from accounts.roles import AUTHORS, LD_ADMINS, MANAGERS, REVIEWERS
from accounts.services import sync_roles
from config.permissions import GRANTS
from gamification.services import ship_badges
from tests import factories, migrated


@pytest.fixture(scope="session")
def template(django_db_use_migrations):
    """None too under --no-migrations: what that makes is no database that migrations know."""
    return migrated.template() if django_db_use_migrations else None


@pytest.fixture(scope="session")
def django_db_keepdb(template):
    """The database lies in a folder of this process alone, so what is there is the fresh copy."""
    return template is not None


@pytest.fixture(scope="session")
def migrated_copy(template):
    if template:
        migrated.take(template)


@pytest.fixture(scope="session")
def django_db_setup(template, migrated_copy, django_db_setup, django_db_blocker):
    if template:
        with django_db_blocker.unblock():
            migrated.keep(template)


def pytest_collection_modifyitems(items):
    """What asks for no database is the same on every one: the service tests leave it out."""
    for item in items:
        asks = {"db", "transactional_db", "django_db_setup"} & set(item.fixturenames)
        if not asks and not any(item.iter_markers("django_db")) and not any(item.iter_markers("services")):
            item.add_marker("pure")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything is required, what a machine lacks is a failure, never a skip."""
    report = yield
    if report.skipped and os.environ.get("GREENROOM_REQUIRE_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"Skipped, and GREENROOM_REQUIRE_ALL wants everything: {report.longrepr[2]}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    """A test that commits leaves every table empty. What migrations fill in is put back for the next."""
    result = yield
    marker = item.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    # After the last test there is no database any more.
    if nextitem is not None and (commits or "transactional_db" in item.fixturenames):
        with item.config.stash[blocking_manager_key].unblock():
            factories.root()
            sync_roles(grants=GRANTS)
            ship_badges()
    return result


@pytest.fixture(autouse=True)
def clean_world(settings, tmp_path):
    """Files go to this test's own folder; nothing is remembered from another test."""
    for alias, name in (("default", "media"), ("productions", "productions")):
        folder = tmp_path / name
        options = settings.STORAGES[alias]["OPTIONS"] | {"location": str(folder)}
        settings.STORAGES = settings.STORAGES | {alias: settings.STORAGES[alias] | {"OPTIONS": options}}
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.GREENROOM_PRODUCTIONS_ROOT = str(tmp_path / "productions")
    settings.GREENROOM_BADGE_KEYS = str(tmp_path / "badge-keys")
    for alias in settings.CACHES:
        caches[alias].clear()


@pytest.fixture
def signed_in():
    """signed_in(person) is a browser in which that person has signed in."""

    def browser(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser


@pytest.fixture
def team(db):
    return factories.team("Night Ferry")


@pytest.fixture
def other_team(db):
    return factories.team("Second unit")


@pytest.fixture
def author(db):
    return factories.person("Asha", "Rao", roles=[AUTHORS])


@pytest.fixture
def reviewer(db):
    return factories.person("Ruth", "Adeyemi", roles=[REVIEWERS])


@pytest.fixture
def learner(team):
    return factories.person("Lena", "Brandt", team=team)


@pytest.fixture
def manager(team):
    """Manages the learner's team."""
    return factories.person("Milo", "Okafor", roles=[MANAGERS], manages=team)


@pytest.fixture
def outsider(other_team):
    """A learner of another team."""
    return factories.person("Otis", "Lund", team=other_team)


@pytest.fixture
def foreign_manager(other_team):
    """Manages the other team."""
    return factories.person("Freya", "Costa", roles=[MANAGERS], manages=other_team)


@pytest.fixture
def ld_admin(db):
    return factories.person("Lucia", "Danso", roles=[LD_ADMINS])


@pytest.fixture
def home(db):
    return factories.home()


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


@pytest.fixture
def course(catalogue):
    return factories.course(catalogue)


@pytest.fixture
def module(course, author):
    """Published by its author: every kind of block, a question of each kind."""
    return factories.module(course, owner=author)


@pytest.fixture
def draft(course, author):
    """Never published."""
    return factories.module(course, owner=author, title="A draft", slug="a-draft", publish=False)


@pytest.fixture
def fixtures_dir() -> Path:
    return Path(__file__).parent.parent / "fixtures"
