"""Django's LOGGING. Imported by the settings: nothing here may lean on them."""

ALWAYS_TOLD = "greenroom.access", "greenroom.task"


def logging_settings(*, form: str, level: str) -> dict:
    """form: "line" or "json". level: of everything but the one record a request and the one a task."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"situation": {"()": "config.logs.situation.Situation"}},
        "formatters": {
            "line": {"()": "config.logs.formats.Line"},
            "json": {"()": "config.logs.formats.Json"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["situation"]}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            **{name: {"level": "INFO"} for name in ALWAYS_TOLD},
            # Django's own would write past our formats, and a line more for each refused page.
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.request": {"level": "ERROR"},
            # At DEBUG these write down what a page was made of: names, answers, the values in a query.
            "django.template": {"level": "INFO"},
            "django.db.backends": {"level": "INFO"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
