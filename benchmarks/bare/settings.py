"""The house's settings, and the bare page's table."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]

# A line for each request would lie between the figures.
LOGGING = LOGGING | {"loggers": {}}  # noqa: F405
