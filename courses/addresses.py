"""Where pages stand on the site, from what a page itself knows.

Wagtail's own `url` asks for the sites and their cached roots at every page; this house has one site, whose
root is the home below the tree's root.
"""

from django.urls import reverse

ABOVE_HOME = 2
"""Slashes of a url_path up to the home's own: ``/home/``."""


def address(url_path: str) -> str:
    """``/home/catalogue/brief/`` -> ``/catalogue/brief/``."""
    return reverse("wagtail_serve", args=[url_path.split("/", ABOVE_HOME)[ABOVE_HOME]])


def above(url_path: str) -> str:
    """The url_path of the page above: ``/home/catalogue/brief/`` -> ``/home/catalogue/``."""
    return url_path[: url_path.rstrip("/").rindex("/") + 1]
