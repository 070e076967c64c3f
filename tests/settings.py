"""The house's own settings, over a data folder that lives as long as the process.

The folder is named in the environment before the settings are read: nothing a test does can reach a real one.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="greenroom-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(
    GREENROOM_DATA_DIR=_folder,
    MEDIA_ROOT=f"{_folder}/media",
    GREENROOM_PRODUCTIONS_ROOT=f"{_folder}/productions",
    SECRET_KEY="only for tests",
    DEBUG="false",
)
broker = os.environ.setdefault("CELERY_BROKER_URL", "memory://")
if broker.startswith("redis://") and (process := os.environ.get("PYTEST_XDIST_WORKER")):
    # Workers that two processes of tests start would take each other's messages.
    os.environ["CELERY_BROKER_URL"] = f"{broker.rsplit('/', 1)[0]}/{int(process.removeprefix('gw'))}"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, so that threads meet the same locks as in the house.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # noqa: F405
CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
