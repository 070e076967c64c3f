"""Where pages stand on the site, from what a page itself knows.

Wagtail's own `url` asks for the sites and their cached roots at every page; this house has one site, whose
root is the home below the tree's root.
"""

from django.urls import reverse

ABOVE_HOME = 2
"""Slashes of a url_path up to the end of the home's own slug."""


def address(url_path: str) -> str:
    """``/studio/catalogue/brief/``, where the home's slug is studio -> ``/catalogue/brief/``."""
    return reverse("wagtail_serve", args=[url_path.split("/", ABOVE_HOME)[ABOVE_HOME]])


def above(url_path: str) -> str:
    """The url_path of the page above: ``/studio/catalogue/brief/`` -> ``/studio/catalogue/``."""
    return url_path[: url_path.rstrip("/").rindex("/") + 1]
