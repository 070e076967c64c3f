"""Celery's settings by broker, and that every task has a queue that somebody listens to."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from config.broker import celery_settings
from config.celery import app
from config.threads import LIBRARIES

BROKERS = ["filesystem://", "redis://127.0.0.1:6379/0", "amqp://guest@127.0.0.1:5672//"]
HANDED_OUT_AGAIN_AFTER = {"redis": 3600, "amqp": 1800}
"""Seconds after which the broker itself takes an unfinished task for lost: the visibility timeout that kombu
sets in Redis, RabbitMQ's consumer_timeout."""


@pytest.fixture(params=BROKERS, ids=lambda url: url.partition(":")[0])
def url(request):
    return request.param


@pytest.fixture
def celery(url, tmp_path):
    return celery_settings(url, tmp_path)


def listened_to() -> set[str]:
    [line] = re.findall(
        r"^worker: .*--queues (\S+)", (settings.BASE_DIR / "Procfile").read_text(), re.MULTILINE
    )
    return set(line.split(","))


def test_a_task_is_let_go_only_when_it_is_done_and_one_at_a_time(celery):
    assert celery["CELERY_TASK_ACKS_LATE"] and celery["CELERY_TASK_REJECT_ON_WORKER_LOST"]
    assert celery["CELERY_WORKER_PREFETCH_MULTIPLIER"] == 1
    assert celery["CELERY_TASK_IGNORE_RESULT"]


def test_a_task_ends_before_its_broker_hands_it_to_another(celery, url):
    patience = HANDED_OUT_AGAIN_AFTER.get(url.partition(":")[0], float("inf"))
    assert celery["CELERY_TASK_TIME_LIMIT"] <= patience


def test_a_task_is_told_to_stop_in_time_to_say_why_it_failed(celery):
    short = celery["CELERY_TASK_ANNOTATIONS"].values()
    limits = [(celery["CELERY_TASK_SOFT_TIME_LIMIT"], celery["CELERY_TASK_TIME_LIMIT"])]
    limits += [(one["soft_time_limit"], one["time_limit"]) for one in short]
    assert all(hard - soft >= 60 and hard <= celery["CELERY_TASK_TIME_LIMIT"] for soft, hard in limits)


def test_one_setting_caps_the_threads_of_every_library_before_it_is_loaded(tmp_path):
    look = (
        "import config.settings, os, sys; print(*map(os.environ.get, sys.argv[1:]), 'numpy' in sys.modules)"
    )
    world = {name: value for name, value in os.environ.items() if name not in LIBRARIES}
    world |= {"GREENROOM_THREADS": "3", "GREENROOM_DATA_DIR": str(tmp_path), "MKL_NUM_THREADS": "1"}
    said = subprocess.check_output([sys.executable, "-c", look, *LIBRARIES], env=world, text=True)
    assert said.split() == ["3", "3", "1", "3", "False"], "what the environment says of one holds"


def test_every_task_goes_to_a_queue_of_the_procfiles_worker(celery):
    routed = {route["queue"] for route in celery["CELERY_TASK_ROUTES"].values()}
    assert (
        routed | {celery["CELERY_TASK_DEFAULT_QUEUE"]}
        <= listened_to()
        == {"default", "text", "speech", "media"}
    )


def test_every_task_that_is_routed_or_timed_exists(celery):
    app.loader.import_default_modules()
    timed = {entry["task"] for entry in celery["CELERY_BEAT_SCHEDULE"].values()}
    assert timed | set(celery["CELERY_TASK_ROUTES"]) <= set(app.tasks)


def test_there_is_one_beat():
    procfile = (settings.BASE_DIR / "Procfile").read_text()
    assert len(re.findall(r"celery .* beat ", procfile)) == 1


def test_folders_are_made_only_for_the_broker_of_files(celery, url, tmp_path):
    assert (tmp_path / "broker" / "messages").is_dir() == url.startswith("filesystem")
