"""Celery's settings, for a broker of one's own or the one that needs no server."""

from pathlib import Path

from celery.schedules import crontab

from config import housekeeping

PATIENCE = 2
QUICK = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
"""How long whoever has something for the queue tries: a page must answer while the broker is away."""

MINUTE = 60
SOFT, HARD = 25 * MINUTE, 30 * MINUTE
"""Seconds after which a task is told to stop and fails in words, and after which its process is killed.

Brokers take a task for lost after 30 minutes (RabbitMQ) or an hour (Redis) and hand it to another worker.
"""
LIMITS = {"generation.make_piece": (8 * MINUTE, 10 * MINUTE)}
"""Task -> soft and hard limit, where it is always short: a piece is a passage's sound, slide or segment."""
ROUTES = {
    "generation.advance": "media",
    "generation.propose": "text",
    "labs.hint": "text",
    "labs.output": "text",
    "labs.train": "text",
    "generation.measure": "media",
    "generation.preview": "speech",
    # Set by Typst, which only machines with the worker extra have; in a second, so not behind a film.
    "gamification.make_certificate": "text",
}
"""Task -> queue; the others are short and go to “default”. A piece is sent to the queue of its kind."""


def celery_settings(broker_url: str, data_dir: Path) -> dict:
    """Settings for Celery. The queue is only a nudge: the database holds what is to be done."""
    settings = {
        "CELERY_BROKER_URL": broker_url,
        "CELERY_TASK_IGNORE_RESULT": True,
        "CELERY_TASK_ACKS_LATE": True,
        "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
        "CELERY_WORKER_PREFETCH_MULTIPLIER": 1,
        "CELERY_TASK_DEFAULT_QUEUE": "default",
        "CELERY_TASK_SOFT_TIME_LIMIT": SOFT,
        "CELERY_TASK_TIME_LIMIT": HARD,
        "CELERY_TASK_ANNOTATIONS": {
            task: {"soft_time_limit": soft, "time_limit": hard} for task, (soft, hard) in LIMITS.items()
        },
        "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP": True,
        # A worker waits for its broker however long that takes.
        "CELERY_BROKER_CONNECTION_MAX_RETRIES": None,
        # A person who publishes does not: the sweep nudges later. Seconds, and tries.
        "CELERY_BROKER_CONNECTION_TIMEOUT": PATIENCE,
        "CELERY_TASK_PUBLISH_RETRY_POLICY": QUICK,
        "CELERY_WORKER_HIJACK_ROOT_LOGGER": False,
        "CELERY_BEAT_SCHEDULE_FILENAME": str(data_dir / "celerybeat-schedule"),
        "CELERY_BEAT_SCHEDULE": {
            "sweep-productions": {"task": "generation.sweep", "schedule": 15.0},
            "tidy-productions": {"task": "generation.tidy", "schedule": crontab(hour=3, minute=40)},
            "calibrate-items": {"task": "gamification.calibrate", "schedule": crontab(hour=2, minute=40)},
            "publish-scheduled": {"task": "courses.publish_scheduled", "schedule": 60.0},
            "sweep-outputs": {"task": "labs.sweep_outputs", "schedule": 15.0},
            "sweep-trainings": {"task": "labs.sweep_trainings", "schedule": 15.0},
            "sweep-badges": {"task": "gamification.sweep_badges", "schedule": 60.0},
            "sweep-certificates": {"task": "gamification.sweep_certificates", "schedule": 60.0},
            **housekeeping.SCHEDULE,
        },
        "CELERY_TASK_ROUTES": {task: {"queue": queue} for task, queue in ROUTES.items()},
    }
    if options := _transport_options(broker_url, data_dir):
        settings["CELERY_BROKER_TRANSPORT_OPTIONS"] = options
    return settings


def _transport_options(broker_url: str, data_dir: Path) -> dict:
    if broker_url.startswith("filesystem:"):
        folder = data_dir / "broker"
        for name in ("messages", "control"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return {
            "data_folder_in": str(folder / "messages"),
            "data_folder_out": str(folder / "messages"),
            "control_folder": str(folder / "control"),
            # As it comes, the transport polls once a second and moves two messages a second.
            "polling_interval": 0.02,
        }
    if broker_url.startswith(("redis:", "rediss:")):
        return QUICK | {
            "socket_connect_timeout": PATIENCE,
            # A worker waits a second for its next message; whoever held a connection waits three times.
            "socket_timeout": PATIENCE + 1,
            "socket_keepalive": True,
        }
    return {}
