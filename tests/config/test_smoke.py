import io
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from config import apart
from config.environment import Environment
from config.management.commands import smoke

REAL = {
    "DATABASE_URL": "postgres://studio@database/studio",
    "CELERY_BROKER_URL": "redis://broker",
    "MEDIA_ROOT": "/srv/real/media",
    "GREENROOM_PRODUCTIONS_ROOT": "/srv/real/productions",
    "GREENROOM_S3_BUCKET": "real",
    "GREENROOM_DATA_DIR": "/srv/real",
    "EMAIL_URL": "smtp://mail",
}


def test_a_smoke_test_that_is_cancelled_stops_its_demo(monkeypatch):
    ended = []

    class Studio:
        def __init__(self, say):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *error):
            ended.append(True)

    class Cancelled:
        def __init__(self, studio, say):
            pass

        def run(self):
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(smoke, "Studio", Studio)
    monkeypatch.setattr(smoke, "Walk", Cancelled)
    with pytest.raises(CommandError, match="stopped half-way"):
        call_command("smoke", stdout=io.StringIO())
    assert ended == [True]


def test_a_smoke_test_and_a_benchmark_keep_off_a_real_studios_data_whatever_its_env_file_says(
    tmp_path, monkeypatch
):
    file, own = tmp_path / ".env", tmp_path / "own"
    own.mkdir()
    file.write_text("\n".join(f"{name}={value}" for name, value in REAL.items()))
    for name, value in apart.environment(own).items():
        monkeypatch.setenv(name, value)
    Environment.read_env(file)
    ask = (
        "from django.conf import settings as s; "
        "print(s.DATABASES['default']['NAME'], s.MEDIA_ROOT, s.GREENROOM_PRODUCTIONS_ROOT, "
        "s.GREENROOM_S3_BUCKET, s.CELERY_BROKER_URL, s.EMAIL_BACKEND, s.GREENROOM_DATA_DIR)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    told = subprocess.run(
        [sys.executable, "-c", ask], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    database, media, productions, broker, mail, data = told.stdout.split()
    assert all(place.startswith(str(own)) for place in (database, media, productions, data))
    assert (broker, mail) == ("filesystem://", "django.core.mail.backends.console.EmailBackend")
