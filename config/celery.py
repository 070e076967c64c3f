import os

from celery import Celery

from config import transport

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
transport.register()

app = Celery("greenroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

from config import pulse  # noqa: E402, F401  (listens to Celery's signals)
from config.logs import tasks  # noqa: E402, F401  (so does this)
