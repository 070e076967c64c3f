"""What must be set is said, each with an id and what to do; the documented environment passes."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks

from config.health import room

DOCUMENTED = re.search(
    r"```sh\n# production\n(.*?)```", (Path(__file__).parents[2] / "docs/running.md").read_text(), re.DOTALL
)


@pytest.fixture(autouse=True)
def whole(settings, tmp_path, monkeypatch):
    """A site with everything set."""
    settings.GREENROOM_DATA_DIR = tmp_path
    settings.SECRET_KEY = "k" * 50
    settings.GREENROOM_HTTPS = True
    settings.WAGTAILADMIN_BASE_URL = "https://greenroom.studio.example"
    settings.ALLOWED_HOSTS = ["greenroom.studio.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Greenroom <greenroom@studio.example>"
    settings.CELERY_BROKER_URL = "redis://broker/0"
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")


@pytest.fixture(autouse=True)
def key_in_the_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "k" * 50)


def told():
    return {message.id: message for message in run_checks(tags=["greenroom"], include_deployment_checks=True)}


def test_a_site_with_everything_set_has_nothing_to_mend():
    assert told() == {}


PROBLEMS = [
    ("greenroom.W004", {"SECRET_KEY": "short"}, "50 random characters"),
    ("greenroom.E010", {"ALLOWED_HOSTS": ["elsewhere.example"]}, "Add greenroom.studio.example"),
    ("greenroom.W011", {"ALLOWED_HOSTS": ["*"]}, "own hosts"),
    ("greenroom.W012", {"WAGTAILADMIN_BASE_URL": "http://greenroom.studio.example"}, "https://"),
    ("greenroom.W013", {"GREENROOM_HTTPS": False}, "GREENROOM_HTTPS=true"),
    ("greenroom.W014", {"CSRF_TRUSTED_ORIGINS": ["https://other.example"]}, "unset CSRF_TRUSTED_ORIGINS"),
    (
        "greenroom.W015",
        {"WAGTAILADMIN_BASE_URL": "https://localhost:8000", "ALLOWED_HOSTS": ["localhost"]},
        "people reach the site",
    ),
    ("greenroom.W016", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "EMAIL_URL"),
    ("greenroom.W017", {"DEFAULT_FROM_EMAIL": "Greenroom <greenroom@localhost>"}, "studio"),
    ("greenroom.W019", {"CELERY_BROKER_URL": "filesystem://"}, "Redis"),
    ("greenroom.W020", {"GREENROOM_HEALTH_TOKEN": "guess me"}, "long random"),
    ("greenroom.E008", {"GREENROOM_ACCEL_PREFIX": "/x/", "GREENROOM_S3_BUCKET": "studio"}, "signed"),
    ("greenroom.E009", {"GREENROOM_ACCEL_PREFIX": "protected"}, "/protected/"),
]


@pytest.mark.parametrize(("identifier", "changed", "hint"), PROBLEMS, ids=[row[0] for row in PROBLEMS])
def test_what_is_not_set_is_told_by_itself_with_what_to_do(settings, identifier, changed, hint):
    for name, value in changed.items():
        setattr(settings, name, value)
    found = told()
    assert set(found) == {identifier}
    assert hint in found[identifier].hint


def test_sqlite_behind_a_broker_for_several_machines_is_told(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    assert set(told()) == {"greenroom.W018"}


def test_machines_that_each_make_a_key_of_their_own_are_told(monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    assert set(told()) == {"greenroom.W010"}


def at(settings, alias: str, folder: Path) -> None:
    options = settings.STORAGES[alias]["OPTIONS"] | {"location": str(folder)}
    settings.STORAGES = settings.STORAGES | {alias: settings.STORAGES[alias] | {"OPTIONS": options}}


@pytest.mark.parametrize(
    ("alias", "identifier"), [("default", "greenroom.E004"), ("productions", "greenroom.E005")]
)
def test_a_place_for_files_that_is_no_folder_is_an_error(settings, tmp_path, alias, identifier):
    (tmp_path / "file").touch()
    at(settings, alias, tmp_path / "file")
    assert identifier in told()


def test_a_place_that_cannot_even_be_looked_at_is_passed_over(settings, tmp_path):
    """Such as one below a folder that may not be entered; a name too long is refused to root as well."""
    at(settings, "default", tmp_path / ("x" * 300) / "media")
    assert "greenroom.E004" not in told()
    assert room.places() and list(room.disks())


def test_files_among_the_static_ones_are_an_error(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    at(settings, "default", tmp_path / "static" / "media")
    assert "greenroom.E006" in told()


def test_made_media_among_uploads_are_an_error(settings, tmp_path):
    at(settings, "default", tmp_path / "media")
    at(settings, "productions", tmp_path / "media" / "made")
    assert set(told()) == {"greenroom.E007"}


def test_a_voice_without_its_sum_and_one_with_another_are_told(settings, tmp_path):
    voice = tmp_path / "voice.onnx"
    voice.write_bytes(b"a voice")
    settings.GREENROOM_PIPER_VOICES = {"narrator": {"path": str(voice)}}
    assert set(told()) == {"greenroom.W009"}
    settings.GREENROOM_PIPER_VOICES = {"narrator": {"path": str(voice), "sha256": "0" * 64}}
    assert set(told()) == {"greenroom.E003"}
    true = hashlib.sha256(b"a voice").hexdigest()
    settings.GREENROOM_PIPER_VOICES = {"narrator": {"path": str(voice), "sha256": true}}
    assert told() == {}


def check(tmp_path, variables: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={"PATH": os.environ["PATH"], "GREENROOM_DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_documented_environment_passes_every_check_and_the_default_one_does_not(tmp_path):
    lines = [line for line in DOCUMENTED[1].splitlines() if line and not line.startswith("#")]
    variables = dict(line.split("=", 1) for line in lines)
    variables = {name: value.strip("'") for name, value in variables.items() if name != "GREENROOM_DATA_DIR"}
    run = check(tmp_path, variables)
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout + run.stderr
    bare = check(tmp_path, {})
    assert bare.returncode == 1
    assert {"greenroom.W015", "greenroom.W016", "greenroom.W017"} <= set(
        re.findall(r"greenroom\.\w+", bare.stderr)
    )
